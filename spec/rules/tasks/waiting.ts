import { inAllTasks, inTasks } from '../applies.ts'
import { atOccasion, early, otherAnswer, otherValue } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  asyncioTaskGroups,
  asyncioTasks,
  asyncioTimeouts,
  gather,
  pep654,
  pep789,
  shieldFunction,
  taskCancellation,
  taskGroups,
  timeouts,
  uncancel,
} from '../sources/python.ts'
import { effectConcurrency, effectTimeouts } from '../sources/structured.ts'
import { castOf, isFibers, misplaced, siblingsGoOn } from './observed.ts'

/** occasion: when a shield is cancelled, the next event of whoever awaits it, and the end of the task behind it. */
export const shield: Rule = {
  id: 'tasks.shield',
  level: 'must',
  statement: 'Whoever awaits a shield is cancelled at once, and the task behind it runs on to its own end.',
  intent: 'What must not be left half done can be kept out of the reach of a cancellation.',
  sources: [shieldFunction, asyncioTasks],
  applies: inTasks,
  hints: [
    'Check that cancelling the shield does not reach the task behind it.',
    'Check that whoever awaits the shield does not wait for that task.',
  ],
  broken: atOccasion,
}

/** occasion: the event that shows the results of a gather. */
export const gatherOrder: Rule = {
  id: 'tasks.gather-order',
  level: 'must',
  statement: 'The results of gather stand in the order of its arguments, whatever the order in which they came.',
  intent: 'Results are told apart by their places.',
  sources: [gather, effectConcurrency],
  applies: inAllTasks(),
  hints: [
    'Check that each result goes to its own place.',
    'Check that duplicates and empty results keep their places.',
  ],
  broken: d => (isFibers(d) ? misplaced(d, castOf(d.program)) : otherValue(d)),
}

/** occasion: the event that shows the error of a gather some of whose tasks are still running. */
export const gatherFirstError: Rule = {
  id: 'tasks.gather-first-error',
  level: 'must',
  statement: 'The first error among those that are gathered is raised at once, and the others go on.',
  intent: 'Gather neither waits for, nor cancels, what is left when one has failed.',
  sources: [gather, asyncioTasks],
  applies: inTasks,
  hints: [
    'Check that whoever awaits is resumed by the first error, not by the last end.',
    'Check that the siblings are not cancelled: that is what a group does.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after a group was left that had to wait for its tasks. */
export const groupWaits: Rule = {
  id: 'tasks.group-waits',
  level: 'must',
  statement: 'A group is left only when all its tasks have ended, those that were added meanwhile included.',
  intent: 'No task of a group outlives its block.',
  sources: [taskGroups, asyncioTaskGroups],
  applies: inTasks,
  hints: [
    'Check that the end of the block waits while any task of the group runs.',
    'Check that a task which a child adds to the group is waited for as well.',
  ],
  broken: early,
}

/** occasion: the next event after a task was cancelled because its group has failed. */
export const groupCancelsSiblings: Rule = {
  id: 'tasks.group-cancels-siblings',
  level: 'must',
  statement: 'When a task of a group, or its body, fails, the others and the body are cancelled, once, and waited for.',
  intent: 'What belongs together fails together.',
  sources: [taskGroups, asyncioTaskGroups, effectConcurrency],
  applies: inAllTasks(),
  hints: [
    'Check that every task of the group that still runs is cancelled.',
    'Check that a second failure does not cancel again those that are cleaning up.',
  ],
  broken: d => (isFibers(d) ? siblingsGoOn(d, castOf(d.program)) : atOccasion(d)),
}

/** occasion: the first event after a group has failed, and the event that shows its error. */
export const groupErrorOrder: Rule = {
  id: 'tasks.group-error-order',
  level: 'must',
  statement:
    'The errors of a group leave it together as an ExceptionGroup, in the order in which its tasks failed, ' +
    "the body's own last and without those that were merely cancelled.",
  intent: 'No failure is lost, and the first one is found first.',
  sources: [taskGroups, pep654, asyncioTaskGroups],
  applies: inTasks,
  hints: [
    'Check that errors are collected as the tasks end, not as they were made.',
    'Check that a CancelledError of a sibling is left out.',
    'Check that an error of the body alone is wrapped as well.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after a timeout was left by a CancelledError, and the event that shows what it became. */
export const timeoutConvertsOwnCancel: Rule = {
  id: 'tasks.timeout-converts-own-cancel',
  level: 'must',
  statement:
    'A timeout turns the cancellation that it has asked for itself into a TimeoutError when it is left, ' +
    'and leaves every other cancellation as it is.',
  intent: 'A task that somebody else cancels must not be told that it was merely late.',
  sources: [timeouts, uncancel, asyncioTimeouts, effectTimeouts],
  applies: inAllTasks(),
  hints: [
    'Check that a timeout which has not expired lets a CancelledError pass.',
    'Check that an expired timeout lets it pass too when somebody else has asked for it meanwhile.',
    'Check that the TimeoutError comes only after the cleanup within the block.',
  ],
  broken: d => (isFibers(d) ? otherAnswer(d) : atOccasion(d)),
}

/** occasion: the next event after a scope that a suspended generator holds has cancelled the task of its consumer. */
export const yieldInScope: Rule = {
  id: 'tasks.yield-in-scope',
  level: 'should',
  statement:
    'A timeout or a group that a generator holds while it is suspended at a yield cancels the task that has entered it, ' +
    'wherever that is then: the consumer is cancelled, and the generator is not told.',
  intent: 'It is a trap: a generator should not yield inside a scope that cancels, and whoever does shall see it here.',
  sources: [pep789, timeouts, taskCancellation],
  applies: inTasks,
  hints: [
    'Look for a yield inside a timeout or a group, in a generator that is no context manager.',
    'Check that a scope remembers the task that entered it, and cancels that one.',
  ],
  broken: atOccasion,
}
