import type { Mutant } from '../mutant.ts'
import { bracketMutants } from './bracket/index.ts'
import { disposableStackMutants } from './disposable-stack/index.ts'
import { exitStackMutants } from './exit-stack/index.ts'
import { taskMutants } from './tasks/index.ts'

/** Brackets and exit stacks that are wrong in one way each. */
export const libraryMutants: readonly Mutant[] = [
  ...bracketMutants,
  ...exitStackMutants,
  ...disposableStackMutants,
  ...taskMutants,
]
