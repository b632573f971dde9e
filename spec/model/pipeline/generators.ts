/**
 * The operators that are async generator functions with `for await` over their sources: what the documentation of most
 * of them shows, with ECMA-262's closing behaviour.
 */
import type { Callback, Source } from '../../program/pipeline/elaborated.ts'
import { AsyncGenerator, generatorYield } from '../async-generator.ts'
import { type Completion, empty, returning } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { type AsyncIterator, asyncIteratorClose, fromGenerator, iteratorStep } from '../iteration.ts'
import { occasion } from '../machine.ts'
import type { IteratorResult } from '../values.ts'
import { createCallback } from './callback.ts'
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
    return forAwait(pipe, source, function* (value) {
      machine.operand = f.call(value)
      const mapped = yield 'await'
      return mapped.type === 'normal' ? yield* generatorYield(machine, generator, mapped.value) : mapped
    })
  })
}

export function filter(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  const { machine } = pipe
  return generatorFunction(pipe, generator => {
    const f = createCallback(pipe, callback, () => generator.queue.length > 1)
    return forAwait(pipe, source, function* (value) {
      machine.operand = f.call(value)
      const kept = yield 'await'
      if (kept.type !== 'normal') return kept
      return kept.value ? yield* generatorYield(machine, generator, value) : empty
    })
  })
}

export function take(pipe: Pipe, source: Iterable, count: number): Iterable {
  const { machine } = pipe
  const atLast = traitsOf(pipe, 'take').closes === 'with the last value'
  return generatorFunction(pipe, function* (generator) {
    let taken = 0
    let last: { readonly value: unknown } | null = null
    const ended = yield* forAwait(pipe, source, function* (value) {
      taken++
      if (atLast && taken === count) {
        last = { value }
        return returning(undefined)
      }
      const resumed = yield* generatorYield(machine, generator, value)
      return resumed.type === 'normal' && taken === count ? returning(undefined) : resumed
    })
    if (last === null || ended.type === 'throw') return ended
    return yield* generatorYield(machine, generator, (last as { readonly value: unknown }).value)
  })
}

export function drop(pipe: Pipe, source: Iterable, count: number): Iterable {
  const { machine } = pipe
  return generatorFunction(pipe, generator => {
    let dropped = 0
    return forAwait(pipe, source, function* (value) {
      return dropped++ < count ? empty : yield* generatorYield(machine, generator, value)
    })
  })
}

export function chunk(pipe: Pipe, source: Iterable, count: number): Iterable {
  const { machine } = pipe
  const given = traitsOf(pipe, 'chunk').part === 'given'
  return generatorFunction(pipe, function* (generator) {
    let part: unknown[] = []
    const give = (): Coroutine => {
      const full = part
      part = []
      return generatorYield(machine, generator, full)
    }
    let left = false
    const ended = yield* forAwait(pipe, source, function* (value) {
      part.push(value)
      if (part.length < count) return empty
      const resumed = yield* give()
      left = resumed.type !== 'normal'
      return resumed
    })
    if (left || part.length === 0 || (ended.type !== 'normal' && !given)) return ended
    const resumed = yield* give()
    return resumed.type === 'normal' ? ended : resumed
  })
}

export function flatMap(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  const { machine } = pipe
  return generatorFunction(pipe, generator => {
    const f = createCallback(pipe, callback)
    let opened = 0
    return forAwait(pipe, source, function* (value) {
      const given = f.callNow(value)
      if (given.type === 'throw') return given
      const inner = (given as { readonly value: Source | null }).value
      if (inner === null) return empty
      if (opened++ > 0) occasion(machine, 'operators.concurrency-bound')
      return yield* forAwait(
        pipe,
        () => openSource(pipe, inner),
        function* (one) {
          const resumed = yield* generatorYield(machine, generator, one)
          // It is the inner one that is asked for the next value.
          if (resumed.type === 'normal') occasion(machine, 'operators.concurrency-bound')
          return resumed
        },
      )
    })
  })
}

export function concat(pipe: Pipe, sources: readonly Iterable[]): Iterable {
  const { machine } = pipe
  return generatorFunction(pipe, function* (generator) {
    let completion: Completion = empty
    for (const source of sources) {
      completion = yield* forAwait(pipe, source, value => generatorYield(machine, generator, value))
      if (completion.type !== 'normal') return completion
    }
    return completion
  })
}
