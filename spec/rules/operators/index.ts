import type { Rule } from '../rule.ts'
import { helperMap } from '../sources/async-iteration.ts'
import { asyncIteratorClose } from '../sources/ecma262.ts'
import { wholeTrace } from '../whole-trace.ts'
import { demand, lazy, order, values } from './asking.ts'
import {
  closeAllSources,
  closeErrorSurfaces,
  closeSourceOnCallbackError,
  closeSourceOnEarlyExit,
  noCloseAfterEnd,
  noCloseAfterFailure,
  sourceErrorPropagates,
} from './closing.ts'
import { isExact } from './declared.ts'
import { requests } from './passing.ts'
import { closeBeforeStart, concurrentNextSettle, finishedStaysFinished } from './requests.ts'
import { concurrencyBound, concurrencyReached, noUnhandledRejection, noWorkAfterExit } from './working.ts'

/** Operators over async iterables. */
export const operators: readonly Rule[] = [
  lazy,
  demand,
  order,
  values,
  closeSourceOnEarlyExit,
  closeSourceOnCallbackError,
  closeAllSources,
  noCloseAfterEnd,
  noCloseAfterFailure,
  sourceErrorPropagates,
  closeErrorSurfaces,
  finishedStaysFinished,
  closeBeforeStart,
  concurrentNextSettle,
  requests,
  concurrencyBound,
  concurrencyReached,
  noWorkAfterExit,
  noUnhandledRejection,
  {
    ...wholeTrace('operators', ['operators'], [helperMap, asyncIteratorClose]),
    // Of what declares that not everything follows from its declaration, only single rules are asked.
    broken: d => d.program.form === 'pipeline' && isExact(d) && !d.racy,
  },
]
