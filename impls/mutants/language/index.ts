import type { Mutant } from '../mutant.ts'
import { contextManager } from './context-manager/index.ts'
import { exitStack } from './exit-stack/index.ts'
import { generator } from './generator/index.ts'
import { iteration } from './iteration/index.ts'

/** Compilers and engines that are wrong on purpose, each about one thing. */
export const languageMutants: readonly Mutant[] = [...contextManager, ...exitStack, ...generator, ...iteration]
