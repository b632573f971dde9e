import type { Mutant } from '../mutant.ts'
import { contextManager } from './context-manager/index.ts'
import { exitStack } from './exit-stack/index.ts'
import { generator } from './generator/index.ts'
import { iteration } from './iteration/index.ts'

const all: readonly Mutant[] = [...contextManager, ...exitStack, ...generator, ...iteration]

/** Those that take several things at once, which at some seeds too few of the programs of a default campaign have. */
const rare: ReadonlySet<string> = new Set([
  'close-answer-checked-after-body-error',
  'closed-generator-leaves-its-source-open',
  'delegate-does-not-forward-throw',
  'delegate-result-lost',
  'outer-continue-closes-twice',
  'rejected-operand-of-return-passes-handlers',
  'return-of-finally-lost-while-closing',
])

/** Compilers and engines that are wrong on purpose, each about one thing. */
export const languageMutants: readonly Mutant[] = all.filter(({ name }) => !rare.has(name))

/** The same, but a default campaign does not find them at every seed. */
export const rareLanguageMutants: readonly Mutant[] = all.filter(({ name }) => rare.has(name))
