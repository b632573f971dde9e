import type { Rule } from '../rule.ts'
import { taskCancellation, taskGroups } from '../sources/python.ts'
import { wholeTrace } from '../whole-trace.ts'
import {
  cancelBeforeStart,
  cancelInEnter,
  cancelInExit,
  cancelOnce,
  cancelPassesExits,
  cancelReachesAwaited,
  suppressedCancelContinues,
} from './cancelling.ts'
import { bodyErrorNotRaised, cleanupErrorDropped, cleanupErrorRaised } from './failing.ts'
import {
  acquisitionCompletes,
  cancelWaits,
  childErrorEndsParent,
  childrenCancelled,
  childrenEndFirst,
  cleanupCompletes,
  joinGivesOutcome,
} from './structured.ts'
import {
  gatherFirstError,
  gatherOrder,
  groupCancelsSiblings,
  groupErrorOrder,
  groupWaits,
  shield,
  timeoutConvertsOwnCancel,
  yieldInScope,
} from './waiting.ts'

/** Tasks: cancelling them, and waiting for them. */
export const tasks: readonly Rule[] = [
  cancelPassesExits,
  cancelBeforeStart,
  cancelInEnter,
  cancelInExit,
  cancelOnce,
  suppressedCancelContinues,
  cancelReachesAwaited,
  shield,
  gatherOrder,
  gatherFirstError,
  groupWaits,
  groupCancelsSiblings,
  groupErrorOrder,
  timeoutConvertsOwnCancel,
  yieldInScope,
  cancelWaits,
  acquisitionCompletes,
  cleanupCompletes,
  childrenEndFirst,
  childrenCancelled,
  childErrorEndsParent,
  joinGivesOutcome,
  cleanupErrorRaised,
  cleanupErrorDropped,
  bodyErrorNotRaised,
  wholeTrace('tasks', ['python', 'tasks'], [taskCancellation, taskGroups]),
]
