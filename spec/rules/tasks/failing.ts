import { inLibraries } from '../applies.ts'
import { otherAnswer } from '../queries.ts'
import type { Rule } from '../rule.ts'
import { effectCauses, effectFiberApi, effectionErrors, effectionTask } from '../sources/structured.ts'
import { castOf, passed } from './observed.ts'

/** occasion: the event that shows the error of the cleanup of a task that was cancelled, and the next one of whoever has done that. */
export const cleanupErrorRaised: Rule = {
  id: 'tasks.cleanup-error-raised',
  level: 'must',
  statement:
    'When the cleanup of a task that is cancelled fails, whoever has cancelled it gets that error, ' +
    'be it by a statement or because its own body has ended.',
  intent: 'What could not be released is for somebody to know.',
  sources: [effectionErrors, effectionTask],
  applies: inLibraries(({ cleanupErrors }) => cleanupErrors === 'raised'),
  hints: [
    'Check that the error of a finaliser is kept when its task is being cancelled.',
    'Check that cancelling a task fails when the task has ended with an error.',
  ],
  broken: d => {
    const goesOn = castOf(d.program).cancels.some(({ text }) => !passed(d.expected, text) && passed(d.observed, text))
    return goesOn || otherAnswer(d)
  },
}

/** occasion: the next event of whoever has cancelled a task whose cleanup has failed. */
export const cleanupErrorDropped: Rule = {
  id: 'tasks.cleanup-error-dropped',
  level: 'must',
  statement: 'Whoever has cancelled a task goes on when it is over, also when its cleanup has failed.',
  intent: 'Cancelling is no way to learn what has become of a task: that is what joining is for.',
  sources: [effectFiberApi, effectCauses],
  applies: inLibraries(({ cleanupErrors }) => cleanupErrors === 'dropped'),
  hints: [
    'Check that cancelling waits for the end of the task, and asks nothing more of it.',
    'Check that the outcome of the task is not thrown where it was cancelled.',
  ],
  broken: d => castOf(d.program).cancels.some(({ text }) => passed(d.expected, text) && !passed(d.observed, text)),
}

/** occasion: the next event after a cleanup behind a body that has failed, when the task was cancelled meanwhile. */
export const bodyErrorNotRaised: Rule = {
  id: 'tasks.body-error-not-raised',
  level: 'must',
  statement:
    'A body that has failed, and is cancelled while its cleanup runs, ends as cancelled: ' +
    'nobody gets its error, neither a handler around nor whoever has cancelled the task.',
  intent: 'Cancelling gives the same, whenever it comes: what has failed in the cleanup, and nothing else.',
  sources: [effectionTask, effectionErrors, effectFiberApi],
  applies: inLibraries(),
  hints: [
    'Check what becomes of a cancellation that comes while a cleanup runs, when that has ended.',
    'Check that the error of a body is not taken for one of its cleanup.',
  ],
  broken: d =>
    d.observed.some(
      ({ actor, what, value }) =>
        (what === 'throws' || what === 'caught') &&
        !d.expected.some(event => event.actor === actor && event.what === what && event.value === value),
    ),
}
