import type { Rule } from '../rule.ts'
import { asyncIteratorClose, forInOfBodyEvaluation } from '../sources/ecma262.ts'
import { asyncFor } from '../sources/python.ts'
import { wholeTrace } from '../whole-trace.ts'
import {
  bodyErrorWins,
  closeAbsent,
  closeErrorSurfaces,
  closeResultObject,
  noCloseAfterEnd,
  noCloseAfterFailure,
} from './errors.ts'
import {
  finaliserRunsOnce,
  orphanInnerStaysOpen,
  syncSourceAwaited,
  syncSourceClosedOnRejection,
} from './kinds-of-source.ts'
import {
  breakCloses,
  breakLeavesOpen,
  closeInnerFirst,
  outerContinueCloses,
  returnCloses,
  throwCloses,
} from './leaving.ts'

/** Loops, and leaving them early. */
export const iteration: readonly Rule[] = [
  breakCloses,
  breakLeavesOpen,
  returnCloses,
  throwCloses,
  outerContinueCloses,
  bodyErrorWins,
  closeErrorSurfaces,
  noCloseAfterEnd,
  noCloseAfterFailure,
  closeInnerFirst,
  closeResultObject,
  closeAbsent,
  syncSourceAwaited,
  syncSourceClosedOnRejection,
  finaliserRunsOnce,
  orphanInnerStaysOpen,
  wholeTrace('iteration', ['language', 'python'], [forInOfBodyEvaluation, asyncIteratorClose, asyncFor]),
]
