import { defineImplementation, type Implementation } from '../../harness/index.ts'
import { fetchingMutants } from './fetching/index.ts'
import { languageMutants } from './language/index.ts'
import { libraryMutants } from './library/index.ts'
import type { Mutant } from './mutant.ts'
import { pythonMutants } from './python/index.ts'

/** All mutants, each by the rule that must kill it. */
export const mutants: readonly Mutant[] = [...libraryMutants, ...languageMutants, ...pythonMutants, ...fetchingMutants]

/** Implementations that are wrong on purpose, each in one way: `aexit check mutants/exits-first-in-first-out`. */
export default defineImplementation({
  name: 'mutants',
  variants: Object.fromEntries(mutants.map(({ name, implementation }) => [name, implementation])),
} satisfies Implementation)
