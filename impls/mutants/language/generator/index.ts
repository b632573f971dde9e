import type { Mutant } from '../../mutant.ts'
import { closing } from './closing.ts'
import { delegation } from './delegation.ts'
import { requests } from './requests.ts'
import { starting } from './starting.ts'
import { values } from './values.ts'

/** Wrong about async generators that are asked by hand. */
export const generator: readonly Mutant[] = [...starting, ...requests, ...closing, ...values, ...delegation]
