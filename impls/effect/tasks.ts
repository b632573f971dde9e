import { Cause, Effect, Exit, Fiber } from 'effect'
import type { Body, Operation, Tasks } from '../../harness/index.ts'

type Answers = Tasks['answers']
type Task = Fiber.Fiber<unknown, unknown>

/**
 * How Effect answers.
 *
 * @see https://effect.website/docs/v4/concurrency/fibers
 * @see https://effect.website/docs/v4/concurrency/basic-concurrency
 * @see https://effect.website/docs/v4/resource-management/introduction
 */
const answers: Answers = {
  // acquireUseRelease: acquire and release are uninterruptible.
  acquisition: 'waits',
  cleanup: 'waits',
  // What cannot be interrupted is left by the interruption that has come meanwhile, whatever was pending; Fiber.interrupt
  // answers nothing but that the fiber has ended; and an interruption that skips a handler of errors drops
  // the errors of the cause (internal/core.ts, exitFailCause), so that no handler sees them either.
  cleanupErrors: 'dropped',
  // Fiber.join: the failure of the joined fiber is that of the joining one, and no catch of errors sees an interruption.
  joinCancelled: 'cancelled',
  // One Cause holds both, and what looks for an error in it finds one behind an interruption.
  joinCancelledMeetsError: 'error',
  // Automatic supervision ends children with their parent, not the parent with a child.
  childError: 'waits for a joiner',
  // They are all interrupted, then awaited.
  children: 'together',
  groupError: 'first',
  // Only of time that is up, which is an interruption.
  bodyErrorMeetsChildError: 'child',
  blocks: 'plain',
}

const effectOf = <T>(body: Body<T>): Effect.Effect<T, unknown> =>
  Effect.gen(body as () => Generator<Effect.Effect<unknown, unknown>, T>)

/** An operation of the adapter is an effect: `yield*` gives it to `Effect.gen`. */
const operation = <T>(effect: Effect.Effect<T, unknown>): Operation<T> => effect as unknown as Operation<T>

/** What is thrown for an exit that has no error. */
class Interrupted extends Error {}

/** Effect's fibers: acquireUseRelease, Effect.forkChild and Fiber.interrupt. */
export const tasks: Tasks<Task> = {
  answers,
  run: async body => {
    const exit = await Effect.runPromiseExit(effectOf(body))
    if (Exit.isSuccess(exit)) return exit.value
    throw Cause.hasInterruptsOnly(exit.cause) ? new Interrupted() : Cause.squash(exit.cause)
  },
  isCancellation: error => error instanceof Interrupted,
  wait: promise => operation(Effect.promise(() => promise())),
  fail: error => operation(Effect.fail(error)),
  attempt: (body, handler) => operation(Effect.catch(effectOf(body), error => effectOf(() => handler(error)))),
  ensure: (body, finalizer) => operation(Effect.onExit(effectOf(body), () => effectOf(finalizer))),
  hold: (acquire, use, release) =>
    operation(
      Effect.acquireUseRelease(
        effectOf(acquire),
        () => effectOf(use),
        () => effectOf(release),
      ),
    ),
  spawn: body => operation(Effect.forkChild(effectOf(body))),
  join: task => operation(Fiber.join(task)),
  cancel: task => operation(Fiber.interrupt(task)),
  all: bodies => operation(Effect.all(bodies.map(effectOf), { concurrency: 'unbounded' })),
  timeout: (seconds, body) => operation(Effect.timeout(effectOf(body), `${seconds} seconds`)),
  shield: body => operation(Effect.uninterruptible(effectOf(body))),
  sleep: seconds => operation(Effect.sleep(`${seconds} seconds`)),
}
