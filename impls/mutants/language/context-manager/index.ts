import type { Mutant } from '../../mutant.ts'
import { entering } from './entering.ts'
import { exiting } from './exiting.ts'
import { failing } from './failing.ts'
import { protocol } from './protocol.ts'

/** Wrong about `using` and `await using`. */
export const contextManager: readonly Mutant[] = [...entering, ...exiting, ...failing, ...protocol]
