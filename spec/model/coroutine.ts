/**
 * Coroutines: bodies that can suspend, as generators of the host. A body suspends by putting what it hands over into
 * `machine.operand` and yielding what it wants; it is resumed with a completion.
 *
 * They are written at the top level of a file: a generator function that is made anew whenever it is needed has a
 * prototype and a hidden class of its own, which the host makes at its first call. That takes 25 times as long as the call,
 * and keeps alive whatever the function refers to until the next full garbage collection.
 */
import { clauses } from './clauses.ts'
import { type Completion, empty, normal, throwing } from './completion.ts'
import { type Job, type Machine, reach } from './machine.ts'
import { functionEnded, settled } from './occasions.ts'
import { PromiseRecord, performPromiseThen, promiseResolve, rejectPromise, resolvePromise } from './promise.ts'

export type Suspension = 'await' | 'yield'
export type Coroutine<T = Completion> = Generator<Suspension, T, Completion>

/**
 * Await, for coroutines as `machine.operand = value; const completion = yield 'await'`.
 *
 * @param extra microtasks that it takes beyond the normative ones: see `Pace`
 * @returns what arranges that the coroutine goes on when the value that it has handed over has settled
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#await
 */
export function createAwait(machine: Machine, resume: (completion: Completion) => void, extra: number): () => void {
  // One reaction serves for all its awaits: a coroutine waits for one thing at a time.
  const reaction = (promise: PromiseRecord): void => {
    const fulfilled = promise.state === 'fulfilled'
    reach(machine, fulfilled ? clauses.Await.fulfilled : clauses.Await.rejected)
    settled(machine, promise)
    resume(fulfilled ? normal(promise.result) : throwing(promise.result))
  }
  const continuation = extra === 0 ? reaction : later(machine, extra, reaction)
  return () => performPromiseThen(machine, promiseResolve(machine, machine.operand), continuation)
}

/** A job that runs after so many others have been queued behind each other. */
export function later(machine: Machine, extra: number, job: Job): Job {
  return extra === 0 ? job : promise => void machine.jobs.push(later(machine, extra - 1, job), promise)
}

/**
 * Starts an async function body: it runs at once, up to its first await.
 * @see https://tc39.es/ecma262/multipage/ecmascript-language-functions-and-classes.html#sec-asyncfunctionstart
 */
export function startAsync(machine: Machine, body: Coroutine): PromiseRecord {
  const promise = new PromiseRecord()
  let suspend: (() => void) | null = null
  const resume = (completion: Completion): void => {
    const { done, value } = body.next(completion)
    if (!done) {
      suspend ??= createAwait(machine, resume, machine.pace.task)
      suspend()
    } else if (value.type === 'throw') {
      reach(machine, clauses.AsyncFunctionStart.throws)
      rejectPromise(machine, promise, value.value)
    } else {
      reach(machine, value.type === 'return' ? clauses.AsyncFunctionStart.returns : clauses.AsyncFunctionStart.ends)
      functionEnded(promise, value)
      resolvePromise(machine, promise, value.type === 'return' ? value.value : undefined)
    }
  }
  resume(empty)
  return promise
}
