import { inAllTasks, inTasks } from '../applies.ts'
import { isExit, isRelease } from '../events.ts'
import { atOccasion, exitsUnentered } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  asyncContextManagers,
  asyncioTasks,
  asyncWith,
  cancelledError,
  taskCancel,
  taskCancellation,
  uncancel,
} from '../sources/python.ts'
import {
  acquireUseRelease,
  effectFibers,
  effectInterruption,
  effectionCleanup,
  effectionSpawn,
} from '../sources/structured.ts'
import { beginsUnasked, castOf, cutShort, goesFurther, isFibers, leftHeld, membersOutlive } from './observed.ts'

/** occasion: the exit of a manager whose body is left by a CancelledError. */
export const cancelPassesExits: Rule = {
  id: 'tasks.cancel-passes-exits',
  level: 'must',
  statement:
    'A cancellation is raised where the task waits and leaves every block around that place, ' +
    'innermost first, through its exit, which is given it where exits see errors.',
  intent: 'A task that is cancelled must release what it holds.',
  sources: [taskCancellation, asyncWith, asyncContextManagers, acquireUseRelease, effectionCleanup],
  applies: inAllTasks(),
  hints: [
    'Check that cancelling resumes the task with an error, and does not merely drop it.',
    'Check that the exit is called with the CancelledError, as with any other error.',
  ],
  broken: d => (isFibers(d) ? leftHeld(d, castOf(d.program)) : atOccasion(d)),
}

/** occasion: the end of a task that was cancelled before its first step. */
export const cancelBeforeStart: Rule = {
  id: 'tasks.cancel-before-start',
  level: 'must',
  statement: 'A task that is cancelled before its first step ends cancelled, and nothing of its body runs.',
  intent: 'Work that nobody wants any more must not acquire anything.',
  sources: [taskCancel, asyncioTasks, effectFibers, effectionSpawn],
  applies: inAllTasks(),
  hints: [
    'Check that the first step of a task asks whether it was cancelled.',
    'Check that the task still ends, as cancelled, so that whoever awaits it goes on.',
  ],
  broken: d =>
    isFibers(d)
      ? beginsUnasked(d, castOf(d.program))
      : atOccasion(d) ||
        d.occasions.some(at => at > d.at && d.got !== undefined && d.expected[at]?.actor === d.got.actor),
}

/** occasion: the first event after a cancellation came out of an enter, and the event that shows it. */
export const cancelInEnter: Rule = {
  id: 'tasks.cancel-in-enter',
  level: 'must',
  statement:
    'A cancellation during an enter leaves it like a failure: the body does not run, its own exit is not called.',
  intent: 'What an enter has acquired before it waits, it has to release itself.',
  sources: [taskCancellation, asyncWith, effectionCleanup],
  applies: inAllTasks(({ acquisition }) => acquisition === 'interrupted'),
  hints: [
    'Check that exit is registered only when enter has returned.',
    'Look at what enter holds while it waits: nobody else can release it.',
  ],
  broken: d => {
    if (!isFibers(d)) return exitsUnentered(d) || atOccasion(d)
    const cast = castOf(d.program)
    return goesFurther(d, cast, 'enter', 'entered') || goesFurther(d, cast, 'enter', 'exit')
  },
}

/** occasion: the first event after a cancellation came out of an exit, and the event that shows it. */
export const cancelInExit: Rule = {
  id: 'tasks.cancel-in-exit',
  level: 'must',
  statement:
    'A cancellation during an exit skips the rest of that exit and leaves the block in place of what was pending: ' +
    'an outer exit is given the CancelledError.',
  intent: 'Cleanup that waits can be interrupted, and has to be written, or shielded, accordingly.',
  sources: [taskCancellation, taskCancel, asyncWith, effectionCleanup],
  applies: inAllTasks(({ cleanup }) => cleanup === 'interrupted'),
  hints: [
    'Check that a task which is in an exit can be cancelled like any other.',
    'Check that a pending return, or an error of the body, does not win over the CancelledError.',
  ],
  broken: d => (isFibers(d) ? goesFurther(d, castOf(d.program), 'exit', 'exited') : atOccasion(d)),
}

/** occasion: the first event after what is awaited while a CancelledError is being handled has come. */
export const cancelOnce: Rule = {
  id: 'tasks.cancel-once',
  level: 'must',
  statement:
    'One request is delivered once: what cleanup awaits after that is waited for, until somebody cancels again.',
  intent: 'Cleanup that has to wait can do so without being shielded.',
  sources: [taskCancellation, taskCancel, asyncioTasks, effectInterruption],
  applies: inAllTasks(),
  hints: [
    'Check that the request is forgotten when its error has been raised.',
    'Look for a scope that cancels again at every await: that is the level-triggered way.',
  ],
  broken: d =>
    isFibers(d)
      ? cutShort(d, castOf(d.program), 'exit', 'exited')
      : atOccasion(d) || (isRelease(d.wanted) && d.occasions.includes(d.at + 1)),
}

/** occasion: the first event after a handler, or an exit, has ended a CancelledError. */
export const suppressedCancelContinues: Rule = {
  id: 'tasks.suppressed-cancel-continues',
  level: 'must',
  statement:
    'A task whose handler or exit swallows the cancellation goes on, and ends as if it had not been cancelled.',
  intent: 'A cancellation is a request, which a task can refuse.',
  sources: [taskCancel, uncancel, cancelledError],
  applies: inTasks,
  hints: [
    'Check that the outcome of a task is that of its body, whatever was asked of it.',
    'Check that the error is not raised again behind the handler that took it.',
  ],
  broken: atOccasion,
}

/** occasion: the next event after the cancellation of a task, or a gathering, reached the task that it awaits. */
export const cancelReachesAwaited: Rule = {
  id: 'tasks.cancel-reaches-awaited',
  level: 'must',
  statement: 'Cancelling a task that awaits other tasks cancels those, and it goes on only when they have ended.',
  intent: 'Work that was begun for somebody must not outlive them.',
  sources: [taskCancel, asyncioTasks, effectInterruption],
  applies: inAllTasks(),
  hints: [
    'Check that the request is handed on to what is awaited, all the way down.',
    'Check that the task which waits is resumed by the end of that, and not at once.',
  ],
  broken: d => (isFibers(d) ? membersOutlive(d, castOf(d.program)) : atOccasion(d) && !isExit(d.got)),
}
