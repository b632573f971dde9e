import type { Rule } from '../rule.ts'
import { asyncGeneratorStart } from '../sources/ecma262.ts'
import { asyncGeneratorMethods } from '../sources/python.ts'
import { wholeTrace } from '../whole-trace.ts'
import {
  closeBeforeStart,
  closeRunsFinally,
  closeSignal,
  finallyOverrides,
  throwAtYield,
  throwBeforeStart,
  yieldWhileClosing,
} from './closing.ts'
import {
  concurrentRequests,
  errorFinishes,
  finishedStaysFinished,
  lazyStart,
  resumeValue,
  selfClose,
  valuesInOrder,
} from './requests.ts'
import { delegate, returnValue, stopIterationWrapped, yieldAwaits } from './values.ts'

/** Async generators, driven by hand. */
export const generator: readonly Rule[] = [
  lazyStart,
  valuesInOrder,
  resumeValue,
  finishedStaysFinished,
  returnValue,
  throwAtYield,
  throwBeforeStart,
  closeBeforeStart,
  closeRunsFinally,
  closeSignal,
  yieldWhileClosing,
  finallyOverrides,
  errorFinishes,
  concurrentRequests,
  stopIterationWrapped,
  yieldAwaits,
  delegate,
  selfClose,
  wholeTrace('generator', ['language', 'python'], [asyncGeneratorStart, asyncGeneratorMethods]),
]
