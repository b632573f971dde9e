import type { Mutant } from '../../mutant.ts'
import { entering } from './entering.ts'
import { exiting } from './exiting.ts'
import { failing } from './failing.ts'
import { nestedBrackets } from './nested.ts'
import { telling } from './telling.ts'

/** Brackets that are wrong in one way each. */
export const bracketMutants: readonly Mutant[] = [...entering, ...exiting, ...telling, ...failing, ...nestedBrackets]
