import type { Mutant } from '../../mutant.ts'
import { closing } from './closing.ts'
import { entering } from './entering.ts'
import { failing } from './failing.ts'

/** Stacks of Python's shape that are wrong in one way each. */
export const exitStackMutants: readonly Mutant[] = [...entering, ...closing, ...failing]
