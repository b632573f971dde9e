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
 * How Effection answers, with cleanup that is registered by `ensure` in a scope of its own.
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
  // The guide to errors: halt() fails only if there is a failure in the teardown. The guide to scopes: a halt is a return()
  // of the generator; what a finally block throws takes its place, and a handler around may catch that. No documentation
  // says what becomes of a halt that comes while a cleanup runs which then fails; but that is a failure in the teardown too.
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
  // No documentation says it: the scope is left with the error that its body has thrown (lib/scoped.ts).
  bodyErrorMeetsChildError: 'body',
}

const bodyOf = <T>(body: Body<T>): (() => EffectionOperation<T>) => body as unknown as () => EffectionOperation<T>
const operation = <T>(of: EffectionOperation<T>): Operation<T> => of as unknown as Operation<T>

class TimeoutError extends Error {
  override name = 'TimeoutError'
}

/** What both have in common. */
const common = {
  run: <T>(body: Body<T>) => run(bodyOf(body)),
  isCancellation: () => false,
  wait: <T>(promise: () => PromiseLike<T>) =>
    operation({ [Symbol.iterator]: () => until(Promise.resolve(promise()))[Symbol.iterator]() }),
  *fail(error: unknown) {
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
} satisfies Omit<Tasks<Task<unknown>>, 'answers' | 'ensure' | 'hold'>

/** Effection's tasks, with `ensure` in a scope of its own: what the guide to cleanup says of cleanup that waits. */
export const ensured: Tasks<Task<unknown>> = {
  ...common,
  answers,
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

/**
 * Effection's tasks, with the finally block of a generator: the guide to scopes says under Asynchronous halt that one
 * which waits is handled, and the guide to cleanup that it loses the halt.
 *
 * @see https://frontside.com/effection/guides/v4/scope/
 */
export const finallyBlocks: Tasks<Task<unknown>> = {
  ...common,
  answers: {
    ...answers,
    // A halt is a return() of the generator, which leaves a finally block that waits where it stands.
    cleanup: 'interrupted',
    // There is no scope but that of the task.
    blocks: 'plain',
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
}
