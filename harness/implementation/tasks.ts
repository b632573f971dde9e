import type { OptionalOperation, TaskAnswers } from '../../spec/dialects/tasks.ts'

/** What a body yields with `yield*`, whatever the library makes of it: an Effect, an Operation, a generator. */
export interface Operation<T = unknown> {
  // biome-ignore lint/suspicious/noExplicitAny: what is sent to the iterator is the library's business
  [Symbol.iterator](): Iterator<unknown, T, any>
}

/** A body: a generator function, whose `yield*` waits. */
export type Body<T = unknown> = () => Generator<unknown, T, unknown>

/**
 * Structured concurrency, as Effect and Effection have it: bodies are generator functions, and what they wait for are
 * operations. In a body nothing is thrown or caught but by these.
 */
export interface Tasks<Task = unknown> {
  /** How the library behaves where libraries differ; what is declared here is what is checked. */
  readonly answers: TaskAnswers
  /** Runs a body as the main task: rejects with the very error that it fails with, when all its children have ended. */
  run<T>(body: Body<T>): PromiseLike<T>
  /** Whether this is what `run` rejects with when the main task ends as one that was cancelled. */
  isCancellation(error: unknown): boolean
  /** Waits for a promise, which is asked for only then, and never rejects. */
  wait<T>(promise: () => PromiseLike<T>): Operation<T>
  /** Fails with this error. */
  fail(error: unknown): Operation<never>
  /** Runs the handler if the body fails; what is cancelled is not seen by it. */
  attempt<T>(body: Body<T>, handler: (error: unknown) => Generator<unknown, T, unknown>): Operation<T>
  /** Runs the finaliser however the body ends, by being cancelled too. */
  ensure<T>(body: Body<T>, finalizer: Body): Operation<T>
  /** Holds a resource: acquires it, uses it, and releases it however the use ends. */
  hold<T>(acquire: Body, use: Body<T>, release: Body): Operation<T>
  /** Starts a child of the current task. */
  spawn(body: Body): Operation<Task>
  /** Waits for a task: gives its value, or fails with its error. */
  join(task: Task): Operation
  /** Cancels a task and waits until it is over. */
  cancel(task: Task): Operation
  /** Runs several side by side and gives their values in this order; the first error cancels the others. */
  all?(bodies: readonly Body[]): Operation<readonly unknown[]>
  /** Cancels the body when it takes longer, and then fails with an error of the library. */
  timeout?<T>(seconds: number, body: Body<T>): Operation<T>
  /** Keeps cancellations away from the body until it has ended. */
  shield?<T>(body: Body<T>): Operation<T>
  /** Waits for so many seconds. */
  sleep?(seconds: number): Operation
}

/** A record first, so that an operation that is missing here does not compile. */
const optional: Readonly<Record<OptionalOperation, true>> = { all: true, timeout: true, shield: true, sleep: true }

/** Those of the operations that a library need not have, of which these are there. */
export function operationsOf(tasks: Tasks): OptionalOperation[] {
  return (Object.keys(optional) as OptionalOperation[]).filter(name => tasks[name] !== undefined)
}
