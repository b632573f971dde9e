import type { Mutant } from '../mutant.ts'
import { contextManager } from './context-manager/index.ts'
import { exitStack } from './exit-stack.ts'
import { generator } from './generator/index.ts'
import { iteration } from './iteration.ts'

/** CPython with one thing replaced by something that is wrong. They need a Python to run. */
export const pythonMutants: readonly Mutant[] = [...contextManager, ...exitStack, ...generator, ...iteration]
