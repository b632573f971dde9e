import type { Mutant } from '../../mutant.ts'
import { cancelling } from './cancelling.ts'
import { families } from './families.ts'

/** Libraries with structured concurrency that are wrong in one way each. */
export const taskMutants: readonly Mutant[] = [...cancelling, ...families]
