/**
 * The operators that are async generator functions with `for await` over their sources: what the documentation of most
 * of them shows, with ECMA-262's closing behaviour.
 */
import type { Callback, Source } from '../../program/pipeline/elaborated.ts'
import { AsyncGenerator, generatorYield } from '../async-generator.ts'
import { type Completion, empty, returning } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { type AsyncIterator, asyncIteratorClose, fromGenerator, iteratorStep } from '../iteration.ts'
import { type Machine, occasion } from '../machine.ts'
import type { IteratorResult } from '../values.ts'
import { type CallbackFunction, createCallback } from './callback.ts'
import { type Pipe, slowness, traitsOf } from './pipe.ts'
import { openSource } from './source.ts'

/** Something that can be iterated: `for await` opens it when it starts. */
export type Iterable = () => AsyncIterator

/** An async generator function that is called: nothing of it runs before the first request. */
export function generatorFunction(pipe: Pipe, body: (generator: AsyncGenerator) => Coroutine): Iterable {
  return () => {
    const generator = new AsyncGenerator()
    generator.body = body(generator)
    generator.slowness = slowness(pipe.machine, ++pipe.generators, 4)
    return fromGenerator(pipe.machine, generator)
  }
}

/**
 * `for await (const value of source) body(value)`. A body that completes normally goes on with the next value.
 * @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-runtime-semantics-forin-div-ofbodyevaluation-lhs-stmt-iterator-lhskind-labelset
 */
export function* forAwait(pipe: Pipe, source: Iterable, body: (value: unknown) => Coroutine): Coroutine {
  const { machine } = pipe
  const iterator = source()
  for (;;) {
    const step = yield* iteratorStep(machine, iterator)
    if (step.type !== 'normal') return step
    const { done, value } = step.value as IteratorResult
    if (done) return empty
    const completion = yield* body(value)
    if (completion.type !== 'normal') return yield* asyncIteratorClose(machine, iterator, completion)
  }
}

export function map(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  const { machine } = pipe
  return generatorFunction(pipe, generator => {
    const f = createCallback(pipe, callback, () => generator.queue.length > 1)
    return forAwait(pipe, source, value => mapOne(machine, generator, f, value))
  })
}

function* mapOne(machine: Machine, generator: AsyncGenerator, f: CallbackFunction, value: unknown): Coroutine {
  machine.operand = f.call(value)
  const mapped = yield 'await'
  return mapped.type === 'normal' ? yield* generatorYield(machine, generator, mapped.value) : mapped
}

export function filter(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  const { machine } = pipe
  return generatorFunction(pipe, generator => {
    const f = createCallback(pipe, callback, () => generator.queue.length > 1)
    return forAwait(pipe, source, value => filterOne(machine, generator, f, value))
  })
}

function* filterOne(machine: Machine, generator: AsyncGenerator, f: CallbackFunction, value: unknown): Coroutine {
  machine.operand = f.call(value)
  const kept = yield 'await'
  if (kept.type !== 'normal') return kept
  return kept.value ? yield* generatorYield(machine, generator, value) : empty
}

export function take(pipe: Pipe, source: Iterable, count: number): Iterable {
  return generatorFunction(pipe, generator => takeSome(pipe, generator, source, count))
}

/** What has been taken; the last value, where the source is closed before that is given. */
interface Taken {
  count: number
  last: { readonly value: unknown } | null
}

function* takeSome(pipe: Pipe, generator: AsyncGenerator, source: Iterable, count: number): Coroutine {
  const { machine } = pipe
  const atLast = traitsOf(pipe, 'take').closes === 'with the last value'
  const taken: Taken = { count: 0, last: null }
  const ended = yield* forAwait(pipe, source, value => takeOne(machine, generator, taken, count, atLast, value))
  if (taken.last === null || ended.type === 'throw') return ended
  return yield* generatorYield(machine, generator, taken.last.value)
}

function* takeOne(
  machine: Machine,
  generator: AsyncGenerator,
  taken: Taken,
  count: number,
  atLast: boolean,
  value: unknown,
): Coroutine {
  taken.count++
  if (atLast && taken.count === count) {
    taken.last = { value }
    return returning(undefined)
  }
  const resumed = yield* generatorYield(machine, generator, value)
  return resumed.type === 'normal' && taken.count === count ? returning(undefined) : resumed
}

export function drop(pipe: Pipe, source: Iterable, count: number): Iterable {
  const { machine } = pipe
  return generatorFunction(pipe, generator => {
    let dropped = 0
    return forAwait(pipe, source, value => dropOne(machine, generator, dropped++ < count, value))
  })
}

function* dropOne(machine: Machine, generator: AsyncGenerator, drops: boolean, value: unknown): Coroutine {
  return drops ? empty : yield* generatorYield(machine, generator, value)
}

export function chunk(pipe: Pipe, source: Iterable, count: number): Iterable {
  return generatorFunction(pipe, generator => giveChunks(pipe, generator, source, count))
}

/** The part that is being filled, and whether the consumer has left. */
interface Chunks {
  part: unknown[]
  left: boolean
}

function* giveChunks(pipe: Pipe, generator: AsyncGenerator, source: Iterable, count: number): Coroutine {
  const { machine } = pipe
  const given = traitsOf(pipe, 'chunk').part === 'given'
  const chunks: Chunks = { part: [], left: false }
  const ended = yield* forAwait(pipe, source, value => addToChunk(machine, generator, chunks, count, value))
  if (chunks.left || chunks.part.length === 0 || (ended.type !== 'normal' && !given)) return ended
  const resumed = yield* giveChunk(machine, generator, chunks)
  return resumed.type === 'normal' ? ended : resumed
}

function* addToChunk(
  machine: Machine,
  generator: AsyncGenerator,
  chunks: Chunks,
  count: number,
  value: unknown,
): Coroutine {
  chunks.part.push(value)
  if (chunks.part.length < count) return empty
  const resumed = yield* giveChunk(machine, generator, chunks)
  chunks.left = resumed.type !== 'normal'
  return resumed
}

function giveChunk(machine: Machine, generator: AsyncGenerator, chunks: Chunks): Coroutine {
  const { part } = chunks
  chunks.part = []
  return generatorYield(machine, generator, part)
}

export function flatMap(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  return generatorFunction(pipe, generator => {
    const f = createCallback(pipe, callback)
    const opened = { count: 0 }
    return forAwait(pipe, source, value => flattenOne(pipe, generator, f, opened, value))
  })
}

function* flattenOne(
  pipe: Pipe,
  generator: AsyncGenerator,
  f: CallbackFunction,
  opened: { count: number },
  value: unknown,
): Coroutine {
  const given = f.callNow(value)
  if (given.type === 'throw') return given
  const inner = (given as { readonly value: Source | null }).value
  if (inner === null) return empty
  if (opened.count++ > 0) occasion(pipe.machine, 'operators.concurrency-bound')
  return yield* forAwait(
    pipe,
    () => openSource(pipe, inner),
    one => giveInner(pipe.machine, generator, one),
  )
}

function* giveInner(machine: Machine, generator: AsyncGenerator, value: unknown): Coroutine {
  const resumed = yield* generatorYield(machine, generator, value)
  // It is the inner one that is asked for the next value.
  if (resumed.type === 'normal') occasion(machine, 'operators.concurrency-bound')
  return resumed
}

export function concat(pipe: Pipe, sources: readonly Iterable[]): Iterable {
  return generatorFunction(pipe, generator => giveAll(pipe, generator, sources))
}

function* giveAll(pipe: Pipe, generator: AsyncGenerator, sources: readonly Iterable[]): Coroutine {
  const { machine } = pipe
  let completion: Completion = empty
  for (const source of sources) {
    completion = yield* forAwait(pipe, source, value => generatorYield(machine, generator, value))
    if (completion.type !== 'normal') return completion
  }
  return completion
}
