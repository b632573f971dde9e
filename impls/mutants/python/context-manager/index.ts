import type { Mutant } from '../../mutant.ts'
import { entering } from './entering.ts'
import { exiting } from './exiting.ts'
import { failing } from './failing.ts'
import { telling } from './telling.ts'

/** Wrong about async with. */
export const contextManager: readonly Mutant[] = [...entering, ...exiting, ...telling, ...failing]
