/**
 * AsyncGenerator objects.
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgenerator-objects
 */
import { clauses } from './clauses.ts'
import { type Completion, closing, empty, normal, returning, throwing } from './completion.ts'
import { type Coroutine, createAwait, later } from './coroutine.ts'
import { type Machine, occasion, reach } from './machine.ts'
import { bodyEnded, demandAnswer, demandServed, requestQueued } from './occasions.ts'
import { PromiseRecord, performPromiseThen, promiseResolve, rejectPromise, resolvePromise } from './promise.ts'
import { IteratorResult } from './values.ts'

export class AsyncGenerator {
  state: 'suspended-start' | 'suspended-yield' | 'executing' | 'draining-queue' | 'completed' = 'suspended-start'
  readonly queue: Request[] = []
  body: Coroutine | null = null
  /** Arranges that the body goes on after an await; made at the first one. */
  suspend: (() => void) | null = null
  /** Microtasks that its awaits take beyond those of others: see `Pace`. */
  slowness = 0
}

interface Request {
  readonly completion: Completion
  readonly promise: PromiseRecord
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgenerator-prototype-next */
export function generatorNext(machine: Machine, generator: AsyncGenerator, value: unknown): PromiseRecord {
  const promise = new PromiseRecord()
  const { state } = generator
  if (state === 'completed') {
    reach(machine, clauses.AsyncGeneratorNext.completed)
    demandAnswer(promise, 'generator.finished-stays-finished')
    resolvePromise(machine, promise, new IteratorResult(undefined, true))
    return promise
  }
  const completion = normal(value)
  generator.queue.push({ completion, promise })
  if (state === 'suspended-start' || state === 'suspended-yield') {
    reach(machine, clauses.AsyncGeneratorNext.resumes)
    if (state === 'suspended-start') occasion(machine, 'generator.lazy-start')
    resume(machine, generator, completion)
  } else {
    reach(machine, clauses.AsyncGeneratorNext.queues)
    requestQueued(machine, promise)
  }
  return promise
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgenerator-prototype-return */
export function generatorReturn(machine: Machine, generator: AsyncGenerator, value: unknown): PromiseRecord {
  const promise = new PromiseRecord()
  const completion = returning(value)
  generator.queue.push({ completion, promise })
  const { state } = generator
  if (state === 'suspended-start') {
    reach(machine, clauses.AsyncGeneratorReturn.start)
    occasion(machine, 'generator.close-before-start')
    demandAnswer(promise, 'generator.close-before-start')
    awaitReturn(machine, generator)
  } else if (state === 'completed') {
    reach(machine, clauses.AsyncGeneratorReturn.completed)
    demandAnswer(promise, 'generator.finished-stays-finished')
    awaitReturn(machine, generator)
  } else if (state === 'suspended-yield') {
    reach(machine, clauses.AsyncGeneratorReturn.resumes)
    resume(machine, generator, completion)
  } else {
    reach(machine, clauses.AsyncGeneratorReturn.queues)
    requestQueued(machine, promise)
  }
  return promise
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgenerator-prototype-throw */
export function generatorThrow(machine: Machine, generator: AsyncGenerator, error: unknown): PromiseRecord {
  const promise = new PromiseRecord()
  const { state } = generator
  if (state === 'suspended-start') {
    reach(machine, clauses.AsyncGeneratorThrow.start)
    occasion(machine, 'generator.throw-before-start')
    demandAnswer(promise, 'generator.throw-before-start')
    generator.state = 'completed'
    rejectPromise(machine, promise, error)
    return promise
  }
  if (state === 'completed') {
    reach(machine, clauses.AsyncGeneratorThrow.completed)
    demandAnswer(promise, 'generator.finished-stays-finished')
    rejectPromise(machine, promise, error)
    return promise
  }
  const completion = throwing(error)
  generator.queue.push({ completion, promise })
  if (state === 'suspended-yield') {
    reach(machine, clauses.AsyncGeneratorThrow.resumes)
    resume(machine, generator, completion)
  } else {
    reach(machine, clauses.AsyncGeneratorThrow.queues)
    requestQueued(machine, promise)
  }
  return promise
}

/**
 * Runs the body from where it is suspended; at its end, AsyncGeneratorStart's last steps.
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratorresume
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratorstart
 */
function resume(machine: Machine, generator: AsyncGenerator, completion: Completion): void {
  generator.state = 'executing'
  const { done, value } = (generator.body as Coroutine).next(completion)
  if (!done) {
    // A yield has answered its request itself and left the state suspended-yield; an await goes on by itself.
    if (value === 'yield') return
    generator.suspend ??= createAwait(
      machine,
      result => resume(machine, generator, result),
      machine.pace.generator + generator.slowness,
    )
    generator.suspend()
    return
  }
  generator.state = 'draining-queue'
  bodyEnded(generator, value)
  const { end } = machine.pace
  if (end === 0) answerEnd(machine, generator, value)
  else
    machine.jobs.push(
      later(machine, end - 1, () => answerEnd(machine, generator, value)),
      new PromiseRecord(),
    )
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratorstart */
function answerEnd(machine: Machine, generator: AsyncGenerator, value: Completion): void {
  if (value.type === 'throw') {
    reach(machine, clauses.AsyncGeneratorStart.throws)
    completeStep(machine, generator, value, true)
  } else {
    reach(machine, value.type === 'return' ? clauses.AsyncGeneratorStart.returns : clauses.AsyncGeneratorStart.ends)
    completeStep(machine, generator, value.type === 'return' ? normal(value.value) : empty, true)
  }
  drainQueue(machine, generator)
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratorcompletestep */
function completeStep(machine: Machine, generator: AsyncGenerator, completion: Completion, done: boolean): void {
  const { promise } = generator.queue.shift() as Request
  if (completion.type === 'throw') {
    reach(machine, clauses.AsyncGeneratorCompleteStep.throws)
    rejectPromise(machine, promise, completion.value)
  } else {
    reach(machine, clauses.AsyncGeneratorCompleteStep.value)
    resolvePromise(
      machine,
      promise,
      new IteratorResult(completion.type === 'normal' ? completion.value : undefined, done),
    )
  }
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratorawaitreturn */
function awaitReturn(machine: Machine, generator: AsyncGenerator): void {
  generator.state = 'draining-queue'
  const { completion } = generator.queue[0] as Request
  const value = completion.type === 'return' ? completion.value : undefined
  performPromiseThen(machine, promiseResolve(machine, value), ({ state, result }) => {
    const fulfilled = state === 'fulfilled'
    reach(machine, fulfilled ? clauses.AsyncGeneratorAwaitReturn.fulfilled : clauses.AsyncGeneratorAwaitReturn.rejected)
    completeStep(machine, generator, fulfilled ? normal(result) : throwing(result), true)
    drainQueue(machine, generator)
  })
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratordrainqueue */
function drainQueue(machine: Machine, generator: AsyncGenerator): void {
  for (let next = generator.queue[0]; next; next = generator.queue[0]) {
    const { completion } = next
    if (completion.type === 'return') {
      reach(machine, clauses.AsyncGeneratorDrainQueue.return)
      awaitReturn(machine, generator)
      return
    }
    const isThrow = completion.type === 'throw'
    reach(machine, isThrow ? clauses.AsyncGeneratorDrainQueue.throw : clauses.AsyncGeneratorDrainQueue.normal)
    completeStep(machine, generator, isThrow ? completion : empty, true)
  }
  reach(machine, clauses.AsyncGeneratorDrainQueue.empty)
  generator.state = 'completed'
}

/**
 * Answers the request that is being served with a value, then waits for the next one, if there is none yet.
 * @returns how the yield completes: normally, by throwing, or by returning
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratoryield
 */
export function* generatorYield(machine: Machine, generator: AsyncGenerator, value: unknown): Coroutine {
  demandServed(generator, 'generator.values-in-order')
  if (generator.queue[0]?.completion.type === 'return') demandServed(generator, 'generator.yield-while-closing')
  completeStep(machine, generator, normal(value), false)
  let resumption: Completion
  const queued = generator.queue[0]
  if (queued) {
    reach(machine, clauses.AsyncGeneratorYield.queued)
    occasion(machine, 'generator.concurrent-requests')
    resumption = queued.completion
  } else {
    reach(machine, clauses.AsyncGeneratorYield.suspends)
    generator.state = 'suspended-yield'
    resumption = yield 'yield'
  }
  return yield* unwrapResumption(machine, resumption)
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncgeneratorunwrapyieldresumption */
function* unwrapResumption(machine: Machine, resumption: Completion): Coroutine {
  const { AsyncGeneratorUnwrapYieldResumption: clause } = clauses
  if (resumption.type !== 'return') {
    reach(machine, resumption.type === 'throw' ? clause.throw : clause.normal)
    return resumption
  }
  machine.operand = resumption.value
  const awaited = yield 'await'
  reach(machine, awaited.type === 'normal' ? clause.return : clause.rejected)
  return awaited.type === 'normal' ? closing(awaited.value) : awaited
}
