import type { Mutant } from '../../mutant.ts'
import { closing } from './closing.ts'
import { requests } from './requests.ts'
import { starting } from './starting.ts'

/** Wrong about async generators. */
export const generator: readonly Mutant[] = [...starting, ...requests, ...closing]
