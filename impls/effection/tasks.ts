import {
  all,
  type Operation as EffectionOperation,
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
  // Both are written in the body itself, as an operation like any other, and as a finally block.
  acquisition: 'interrupted',
  cleanup: 'interrupted',
  cleanupErrors: 'raised',
  // Task: awaiting a halted one throws an Error.
  joinCancelled: 'error',
  // A child that fails takes its parent down.
  childError: 'ends its parent',
  // A scope is left by halting what is in it, the last first.
  children: 'one by one',
  failedGroupCancelled: 'cancelled',
}

const bodyOf = <T>(body: Body<T>): (() => EffectionOperation<T>) => body as unknown as () => EffectionOperation<T>
const operation = <T>(of: EffectionOperation<T>): Operation<T> => of as unknown as Operation<T>

class TimeoutError extends Error {
  override name = 'TimeoutError'
}

/** Effection's tasks: generators, their own try and finally, and spawn. */
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
  *ensure(body, finalizer) {
    try {
      return yield* body()
    } finally {
      yield* finalizer()
    }
  },
  *hold(acquire, use, release) {
    yield* acquire()
    try {
      return yield* use()
    } finally {
      yield* release()
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
}
