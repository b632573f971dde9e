/**
 * Promise objects.
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-promise-objects
 */
import { clauses } from './clauses.ts'
import { type Job, type Machine, reach } from './machine.ts'
import { type Demand, ErrorValue, Thenable } from './values.ts'

export class PromiseRecord {
  state: 'pending' | 'fulfilled' | 'rejected' = 'pending'
  result: unknown = undefined
  /** One function a reaction, not two: it is given the promise, and sees itself how that has settled. */
  reactions: Job[] | null = null
  isHandled = false
  /** Rules that the event which shows its answer is an occasion of. */
  demands: Demand | null = null
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-promise-resolve-functions */
export function resolvePromise(machine: Machine, promise: PromiseRecord, resolution: unknown): void {
  if (resolution === promise) {
    reach(machine, clauses.PromiseResolveFunctions.itself)
    rejectPromise(machine, promise, new ErrorValue('TypeError'))
    return
  }
  if (resolution instanceof PromiseRecord || resolution instanceof Thenable) {
    reach(machine, clauses.PromiseResolveFunctions.thenable)
    machine.jobs.push(() => resolveThenable(machine, promise, resolution), promise)
    return
  }
  reach(machine, clauses.PromiseResolveFunctions.value)
  settle(machine, promise, 'fulfilled', resolution)
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-newpromiseresolvethenablejob */
function resolveThenable(machine: Machine, promise: PromiseRecord, thenable: PromiseRecord | Thenable): void {
  if (thenable instanceof Thenable) {
    reach(machine, clauses.PromiseResolveThenableJob.foreign)
    thenable.then(value => resolvePromise(machine, promise, value))
    return
  }
  reach(machine, clauses.PromiseResolveThenableJob.promise)
  performPromiseThen(machine, thenable, ({ state, result }) => {
    if (state === 'fulfilled') resolvePromise(machine, promise, result)
    else rejectPromise(machine, promise, result)
  })
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-rejectpromise */
export function rejectPromise(machine: Machine, promise: PromiseRecord, reason: unknown): void {
  reach(machine, promise.isHandled ? clauses.RejectPromise.handled : clauses.RejectPromise.unhandled)
  if (!promise.isHandled) machine.unhandled.add(promise)
  settle(machine, promise, 'rejected', reason)
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-triggerpromisereactions */
function settle(machine: Machine, promise: PromiseRecord, state: 'fulfilled' | 'rejected', result: unknown): void {
  const { reactions } = promise
  promise.state = state
  promise.result = result
  promise.reactions = null
  if (reactions) for (const reaction of reactions) machine.jobs.push(reaction, promise)
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-promise-resolve */
export function promiseResolve(machine: Machine, value: unknown): PromiseRecord {
  if (value instanceof PromiseRecord) {
    reach(machine, clauses.PromiseResolve.promise)
    return value
  }
  reach(machine, clauses.PromiseResolve.value)
  const promise = new PromiseRecord()
  resolvePromise(machine, promise, value)
  return promise
}

export function rejectedPromise(machine: Machine, reason: unknown): PromiseRecord {
  const promise = new PromiseRecord()
  rejectPromise(machine, promise, reason)
  return promise
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-performpromisethen */
export function performPromiseThen(machine: Machine, promise: PromiseRecord, reaction: Job): void {
  if (promise.state === 'pending') {
    reach(machine, clauses.PerformPromiseThen.pending)
    if (promise.reactions) promise.reactions.push(reaction)
    else promise.reactions = [reaction]
  } else {
    reach(
      machine,
      promise.state === 'fulfilled' ? clauses.PerformPromiseThen.fulfilled : clauses.PerformPromiseThen.rejected,
    )
    if (promise.state === 'rejected' && !promise.isHandled) machine.unhandled.delete(promise)
    machine.jobs.push(reaction, promise)
  }
  promise.isHandled = true
}

/** `promise.then(handler)`, with one handler for both cases: what it gives fulfils the promise that is answered. */
export function derivedPromise(
  machine: Machine,
  promise: PromiseRecord,
  handler: (settled: PromiseRecord) => unknown,
): PromiseRecord {
  const derived = new PromiseRecord()
  performPromiseThen(machine, promise, settled => resolvePromise(machine, derived, handler(settled)))
  return derived
}
