import {
  all,
  type Operation as EffectionOperation,
  ensure,
  run,
  scoped,
  spawn,
  type Task,
  until,
  sleep as wait,
} from 'effection'
import type { Body, Operation, Tasks } from '../../harness/index.ts'

/**
 * How Effection answers.
 *
 * @see https://frontside.com/effection/guides/v4/spawn/
 * @see https://frontside.com/effection/guides/v4/cleanup/
 * @see https://frontside.com/effection/guides/v4/errors/
 */
const answers: Tasks['answers'] = {
  // An acquisition is an operation like any other.
  acquisition: 'interrupted',
  // A scope is destroyed without interruption, what was spawned in it first.
  cleanup: 'waits',
  blocks: 'scopes',
  // The guide to errors: halt() fails only if there is a failure in the teardown. It is thrown into what is being unwound
  // (lib/coroutine.ts, step), so that a handler around may catch it, and the task goes on behind that.
  cleanupErrors: 'raised',
  // Task: awaiting a halted one throws an Error.
  joinCancelled: 'error',
  // That is an error like any other, and the last one goes on.
  joinCancelledMeetsError: 'error',
  // A child that fails takes its parent down.
  childError: 'ends its parent',
  // A scope is left by halting what is in it, the last first.
  children: 'one by one',
  // No documentation says it: a trap keeps the error that was raised last (lib/trap.ts).
  groupError: 'last',
  // Neither: an error that an effect answers takes the place of a pending unwinding (lib/coroutine.ts, step), so that
  // halt() throws it though the teardown has not failed: https://github.com/thefrontside/effection/issues/1235
  failedBodyCancelled: 'error',
  // What a destructor throws is no answer of an effect: the unwinding stays pending until the next effect has answered. A
  // scope around answers with the error (lib/scoped.ts, exit); at the end of a task it is lost (lib/task-group.ts, critical).
  failedCleanupCancelled: 'error',
  failedGroupCancelled: 'cancelled',
}

const bodyOf = <T>(body: Body<T>): (() => EffectionOperation<T>) => body as unknown as () => EffectionOperation<T>
const operation = <T>(of: EffectionOperation<T>): Operation<T> => of as unknown as Operation<T>

class TimeoutError extends Error {
  override name = 'TimeoutError'
}

/**
 * Effection's tasks, with `ensure` in a scope of its own. With the finally block of a generator, a task that is halted
 * goes on behind one that waits: https://github.com/thefrontside/effection/issues/1190
 */
export const tasks: Tasks<Task<unknown>> = {
  answers,
  run: body => run(bodyOf(body)),
  isCancellation: () => false,
  wait: promise => operation({ [Symbol.iterator]: () => until(Promise.resolve(promise()))[Symbol.iterator]() }),
  *fail(error) {
    throw error
  },
  *attempt(body, handler) {
    try {
      return yield* body()
    } catch (error) {
      return yield* handler(error)
    }
  },
  spawn: body => operation(spawn(bodyOf(body))),
  join: task => operation(task),
  cancel: task => operation(task.halt()),
  // In a scope of their own: else those that still run when the others are given up are halted with the task only.
  all: bodies => operation(scoped(() => all(bodies.map(body => bodyOf(body)())))),
  timeout: (seconds, body) =>
    operation(
      scoped(function* () {
        yield* spawn(function* () {
          yield* wait(seconds * 1000)
          throw new TimeoutError(`not done within ${seconds} s`)
        })
        return yield* bodyOf(body)()
      }),
    ),
  sleep: seconds => operation(wait(seconds * 1000)),
  ensure: (body, finalizer) =>
    operation(
      scoped(function* () {
        yield* ensure(bodyOf(finalizer))
        return yield* bodyOf(body)()
      }),
    ),
  hold: (acquire, use, release) =>
    operation(
      scoped(function* () {
        yield* bodyOf(acquire)()
        yield* ensure(bodyOf(release))
        return yield* bodyOf(use)()
      }),
    ),
}
