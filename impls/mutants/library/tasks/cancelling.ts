import type { Mutant } from '../../mutant.ts'
import { hasFailed } from '../reference/ending.ts'
import { structured } from '../reference/implementations.ts'
import { endingOf, isCancellation, shielded, steps } from '../reference/tasks.ts'

export const cancelling: readonly Mutant[] = [
  {
    name: 'cancelled-tasks-keep-what-they-hold',
    rule: 'tasks.cancel-passes-exits',
    flaw: 'A resource is released behind a use that has ended well or failed, not behind one that was cancelled.',
    implementation: structured({
      *release(task, release, used) {
        if (hasFailed(used) && isCancellation(used.error)) return used
        return yield* steps.release(task, release, used)
      },
    }),
  },
  {
    name: 'tasks-cancelled-early-begin',
    rule: 'tasks.cancel-before-start',
    flaw: 'A task that is cancelled before it has begun runs up to where it first waits.',
    implementation: structured({ begins: () => true }),
  },
  {
    name: 'interrupted-acquisitions-are-released',
    rule: 'tasks.cancel-in-enter',
    flaw: 'The release is registered before the acquisition, which may be interrupted.',
    implementation: structured(
      {
        *acquire(_, acquire) {
          const acquired = yield* endingOf(acquire)
          return hasFailed(acquired) && isCancellation(acquired.error) ? { value: undefined } : acquired
        },
      },
      { acquisition: 'interrupted' },
    ),
  },
  {
    name: 'interruptible-releases-are-not-interrupted',
    rule: 'tasks.cancel-in-exit',
    flaw: 'A release goes on to its end when its task is cancelled, though the library says that it is interrupted.',
    implementation: structured({ release: shielded }, { cleanup: 'interrupted' }),
  },
  {
    name: 'cancellations-come-twice',
    rule: 'tasks.cancel-once',
    flaw: 'A task that has been cancelled is cancelled again where its cleanup waits.',
    implementation: structured(
      {
        release(task, release, used) {
          if (hasFailed(used) && isCancellation(used.error)) task.pending = true
          return endingOf(release)
        },
      },
      { cleanup: 'interrupted' },
    ),
  },
  {
    name: 'those-that-are-awaited-run-on',
    rule: 'tasks.cancel-reaches-awaited',
    flaw: 'Whoever waits for several tasks and is cancelled goes on at once, and leaves them to themselves.',
    implementation: structured({ *abandon() {} }),
  },
  {
    name: 'cancelling-does-not-wait',
    rule: 'tasks.cancel-waits',
    flaw: 'Whoever cancels a task goes on as soon as the task has been told.',
    implementation: structured({ *awaitCancelled() {} }),
  },
  {
    name: 'errors-of-cleanups-are-lost',
    rule: 'tasks.cleanup-error-raised',
    flaw: 'Whoever cancels a task whose cleanup fails is not told, though the library says otherwise.',
    implementation: structured({}, { cleanupErrors: 'raised' }),
  },
  {
    name: 'errors-of-cleanups-are-thrown',
    rule: 'tasks.cleanup-error-dropped',
    flaw: 'Whoever cancels a task whose cleanup fails gets that error, though the library says otherwise.',
    implementation: structured({
      *awaitCancelled(task) {
        yield* task.over()
        if (task.dropped) throw task.dropped.error
      },
    }),
  },
  {
    name: 'late-cancellations-lose-to-errors-of-cleanups',
    rule: 'tasks.trace',
    flaw: 'A cleanup that fails, and is cancelled meanwhile, ends with its error, though the library says otherwise.',
    implementation: structured({
      *release(task, release, used) {
        const released = yield* steps.release(task, release, used)
        if (hasFailed(released)) task.pending = false
        return released
      },
    }),
  },
  {
    name: 'late-cancellations-lose-to-errors-of-bodies',
    rule: 'tasks.body-error-not-raised',
    flaw: 'A body that has failed, and is cancelled while its cleanup runs, ends with its error.',
    implementation: structured({
      *release(task, release, used) {
        const released = yield* steps.release(task, release, used)
        if (hasFailed(used) && !isCancellation(used.error)) task.pending = false
        return released
      },
    }),
  },
  {
    name: 'errors-of-children-lose-to-those-of-bodies',
    rule: 'tasks.trace',
    flaw: 'Where a body and then a child of the task have failed the error of the child goes on, though the library says otherwise.',
    implementation: structured({}, { bodyErrorMeetsChildError: 'body' }),
  },
  {
    name: 'errors-of-cleanups-lose-to-joined-cancellations',
    rule: 'tasks.trace',
    flaw: 'Whoever has joined a cancelled task ends as cancelled though its cleanup fails, and the library says otherwise.',
    implementation: structured({}, { joinCancelledMeetsError: 'error' }),
  },
  {
    name: 'acquisitions-are-interrupted',
    rule: 'tasks.acquisition-completes',
    flaw: 'A cancellation interrupts an acquisition.',
    implementation: structured({ acquire: (_, acquire) => endingOf(acquire) }),
  },
  {
    name: 'releases-are-interrupted',
    rule: 'tasks.cleanup-completes',
    flaw: 'A cancellation interrupts a release.',
    implementation: structured({ release: (_, release) => endingOf(release) }),
  },
  {
    name: 'late-bodies-look-cancelled',
    rule: 'tasks.timeout-converts-own-cancel',
    flaw: 'A timeout cancels its body, and goes on as if it had been cancelled itself.',
    implementation: structured({ late: ending => ending }),
  },
]
