/**
 * The operators that have several things under way at once: async generator functions that hold iterators by hand. Each
 * is what `impls/operators-reference` says in the language.
 */
import type { Callback } from '../../program/pipeline/elaborated.ts'
import { type AsyncGenerator, generatorYield } from '../async-generator.ts'
import { type Completion, empty, normal, throwing } from '../completion.ts'
import { type Coroutine, startAsync } from '../coroutine.ts'
import { type AsyncIterator, iteratorStep } from '../iteration.ts'
import type { Machine } from '../machine.ts'
import { derivedPromise, PromiseRecord, performPromiseThen, resolvePromise } from '../promise.ts'
import type { IteratorResult } from '../values.ts'
import { createCallback } from './callback.ts'
import { generatorFunction, type Iterable } from './generators.ts'
import { linger, type Pipe, traitsOf } from './pipe.ts'

/** How a step of one of several iterators, or a callback, has ended. */
export interface Ended<Whose> {
  readonly whose: Whose
  readonly completion: Completion
}

/** Asks an iterator, which is not open any more when it has ended or failed; the promise that is answered never rejects. */
export function ask(machine: Machine, iterator: AsyncIterator, open: Set<AsyncIterator>): PromiseRecord {
  const settled = new PromiseRecord()
  startAsync(machine, step(machine, iterator, open, settled))
  return settled
}

function* step(machine: Machine, iterator: AsyncIterator, open: Set<AsyncIterator>, settled: PromiseRecord): Coroutine {
  const completion = yield* iteratorStep(machine, iterator)
  yield* linger(machine)
  if (completion.type !== 'normal' || (completion.value as IteratorResult).done) open.delete(iterator)
  resolvePromise(machine, settled, { whose: iterator, completion } satisfies Ended<AsyncIterator>)
  return empty
}

/** Promise.race, of promises that do not reject. */
function race(machine: Machine, promises: globalThis.Iterable<PromiseRecord>): PromiseRecord {
  const first = new PromiseRecord()
  let decided = false
  for (const promise of promises) {
    performPromiseThen(machine, promise, ({ result }) => {
      if (decided) return
      decided = true
      resolvePromise(machine, first, result)
    })
  }
  return first
}

/** Closes iterators side by side, and waits for all of them. @returns the completion, or the first error if there was none */
export function* closeAll(
  machine: Machine,
  iterators: globalThis.Iterable<AsyncIterator>,
  completion: Completion,
): Coroutine {
  const closing = [...iterators].flatMap(iterator => {
    const answer = iterator.return?.()
    return answer?.type === 'normal' ? [answer.value as PromiseRecord] : []
  })
  let left = completion
  for (const promise of closing) performPromiseThen(machine, promise, () => {})
  yield* linger(machine)
  for (const promise of closing) {
    machine.operand = promise
    const closed = yield 'await'
    if (closed.type === 'throw' && left.type !== 'throw') left = closed
  }
  return left
}

export function merge(pipe: Pipe, sources: readonly Iterable[]): Iterable {
  return generatorFunction(pipe, generator => giveMerged(pipe, generator, sources))
}

function* giveMerged({ machine }: Pipe, generator: AsyncGenerator, sources: readonly Iterable[]): Coroutine {
  const asked = new Map<AsyncIterator, PromiseRecord>()
  const open = new Set<AsyncIterator>()
  for (const source of sources) {
    const iterator = source()
    open.add(iterator)
    asked.set(iterator, ask(machine, iterator, open))
  }
  while (asked.size > 0) {
    machine.operand = race(machine, asked.values())
    const { whose, completion } = ((yield 'await') as { readonly value: Ended<AsyncIterator> }).value
    // Whoever has just given a value goes to the end of the row.
    asked.delete(whose)
    if (completion.type === 'throw') return yield* closeAll(machine, open, completion)
    const { done, value } = (completion as { readonly value: IteratorResult }).value
    if (done) continue
    const resumed = yield* generatorYield(machine, generator, value)
    if (resumed.type !== 'normal') return yield* closeAll(machine, open, resumed)
    asked.set(whose, ask(machine, whose, open))
  }
  return empty
}

export function zip(pipe: Pipe, sources: readonly Iterable[]): Iterable {
  return generatorFunction(pipe, generator => giveZipped(pipe, generator, sources))
}

function* giveZipped({ machine }: Pipe, generator: AsyncGenerator, sources: readonly Iterable[]): Coroutine {
  const iterators = sources.map(source => source())
  const open = new Set(iterators)
  for (;;) {
    // Promise.all: the first failure ends it, at once.
    const steps = new PromiseRecord()
    const results: IteratorResult[] = []
    let waiting = iterators.length
    for (const [i, iterator] of iterators.entries()) {
      performPromiseThen(machine, ask(machine, iterator, open), ({ result }) => {
        const { completion } = result as Ended<AsyncIterator>
        if (completion.type === 'throw') {
          resolvePromise(machine, steps, completion)
          return
        }
        results[i] = (completion as { readonly value: IteratorResult }).value
        if (--waiting === 0) resolvePromise(machine, steps, empty)
      })
    }
    machine.operand = steps
    const completion = ((yield 'await') as { readonly value: Completion }).value
    if (completion.type !== 'normal') return yield* closeAll(machine, open, completion)
    if (results.some(({ done }) => done)) return yield* closeAll(machine, open, empty)
    const values = results.map(({ value }) => value)
    const resumed = yield* generatorYield(machine, generator, values)
    if (resumed.type !== 'normal') return yield* closeAll(machine, open, resumed)
  }
}

export function parallelMap(pipe: Pipe, source: Iterable, callback: Callback, concurrency: number): Iterable {
  return generatorFunction(pipe, generator => giveMapped(pipe, generator, source, callback, concurrency))
}

function* giveMapped(
  pipe: Pipe,
  generator: AsyncGenerator,
  source: Iterable,
  callback: Callback,
  concurrency: number,
): Coroutine {
  const { machine } = pipe
  const inOrder = traitsOf(pipe, 'parallelMap').order === 'input'
  const f = createCallback(pipe, callback)
  const iterator = source()
  /** Callbacks that were called and whose answers have not been given on, the oldest first. */
  const running: PromiseRecord[] = []
  let asked: PromiseRecord | null = null
  const open = new Set([iterator])

  const started = (value: unknown): PromiseRecord => {
    const promise: PromiseRecord = derivedPromise(machine, f.call(value), ({ state, result }) => {
      const completion = state === 'rejected' ? throwing(result) : normal(result)
      return { whose: promise, completion } satisfies Ended<PromiseRecord>
    })
    return promise
  }
  const leave = (completion: Completion): Coroutine => closeBehind(machine, asked, open, running, completion)

  for (;;) {
    if (open.size > 0 && !asked && running.length < concurrency) asked = ask(machine, iterator, open)
    const awaited: PromiseRecord[] = asked ? [asked] : []
    awaited.push(...(inOrder ? running.slice(0, 1) : running))
    if (awaited.length === 0) return empty
    machine.operand = race(machine, awaited)
    const { whose, completion } = ((yield 'await') as { readonly value: Ended<AsyncIterator | PromiseRecord> }).value
    if (whose === iterator) {
      asked = null
      if (completion.type === 'throw') return yield* leave(completion)
      const { done, value } = (completion as { readonly value: IteratorResult }).value
      if (!done) running.push(started(value))
      continue
    }
    running.splice(running.indexOf(whose as PromiseRecord), 1)
    if (completion.type === 'throw') return yield* leave(completion)
    const resumed = yield* generatorYield(machine, generator, (completion as { readonly value: unknown }).value)
    if (resumed.type !== 'normal') return yield* leave(resumed)
  }
}

/** Waits for what is under way, closes the source, and drops what it hears. */
function* closeBehind(
  machine: Machine,
  asked: PromiseRecord | null,
  open: Set<AsyncIterator>,
  running: readonly PromiseRecord[],
  completion: Completion,
): Coroutine {
  if (asked) {
    machine.operand = asked
    yield 'await'
  }
  const left = yield* closeAll(machine, open, completion)
  for (const promise of running) {
    machine.operand = promise
    yield 'await'
  }
  return left
}
