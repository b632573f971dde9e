import type { Mutant } from '../mutant.ts'
import { bracketMutants } from './bracket/index.ts'
import { disposableStackMutants } from './disposable-stack/index.ts'
import { exitStackMutants } from './exit-stack/index.ts'

const all: readonly Mutant[] = [...bracketMutants, ...exitStackMutants, ...disposableStackMutants]

/** Those that take three things at once, which too few of the programs of a default campaign have. */
const rare: ReadonlySet<string> = new Set([
  'replaced-error-not-suppressed',
  'context-is-the-first-error',
  'suppressed-error-as-context',
])

/** Brackets and exit stacks that are wrong in one way each. */
export const libraryMutants: readonly Mutant[] = all.filter(({ name }) => !rare.has(name))

/** The same, but a default campaign need not find them: a smallest program of each does. */
export const rareLibraryMutants: readonly Mutant[] = all.filter(({ name }) => rare.has(name))
