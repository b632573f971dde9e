import type { Mutant } from '../../mutant.ts'
import { closing } from './closing.ts'
import { failing } from './failing.ts'
import { registering } from './registering.ts'

/** Stacks of ECMAScript's shape that are wrong in one way each. */
export const disposableStackMutants: readonly Mutant[] = [...registering, ...closing, ...failing]
