/**
 * The operators that pass each request on at once: what the proposal of async iterator helpers is being revised to do.
 * The requests are answered in their order, each with what it would have been answered if none of them had been made
 * before the one before it was answered.
 * @see https://github.com/tc39/proposal-async-iterator-helpers#concurrency
 * @see https://github.com/tc39/proposal-async-iterator-helpers/issues/3
 */
import type { Callback } from '../../program/pipeline/elaborated.ts'
import { type Completion, empty, normal } from '../completion.ts'
import { type Coroutine, startAsync } from '../coroutine.ts'
import { type AsyncIterator, asyncIteratorClose, iteratorStep } from '../iteration.ts'
import { PromiseRecord, rejectPromise, resolvePromise } from '../promise.ts'
import { IteratorResult } from '../values.ts'
import { createCallback } from './callback.ts'
import type { Iterable } from './generators.ts'
import { linger, type Pipe, traitsOf } from './pipe.ts'

/** What was asked of the source, and what has come of it, for whoever's turn it is then. */
interface Turn {
  readonly index: number
  outcome: Completion | null
}
interface Request {
  readonly promise: PromiseRecord
  /** That of return(), which closes the source at once, and is answered behind the requests before it. */
  readonly own: Turn | null
}

const done = new IteratorResult(undefined, true)
const after: Turn = { index: Number.POSITIVE_INFINITY, outcome: normal(done) }
/** A value that is not given on. */
const leftOut = normal('left out')

interface How {
  /** What is given on in the place of a value, by its index, or `leftOut`, or an error. */
  readonly deal: (value: unknown, index: number) => Coroutine
  /** The values that are asked for at most, and whether the source is closed with the last of them. */
  readonly most?: number
  readonly closesWithLast?: boolean
}

function passingOn({ machine }: Pipe, source: Iterable, how: How): Iterable {
  const { deal, most = Number.POSITIVE_INFINITY, closesWithLast = false } = how
  return () => {
    let iterator: AsyncIterator | null = null
    /** Those that have no answer, the oldest first, and their turns: one for each next(), until there is an end. */
    const requests: Request[] = []
    const turns: Turn[] = []
    let asked = 0
    /** The turn after which there is nothing. */
    let end = Number.POSITIVE_INFINITY
    let isSourceOver = false
    let closing: PromiseRecord | null = null

    /** Closes the source once: whoever comes later waits for that. */
    function* close(from: AsyncIterator, completion: Completion): Coroutine {
      if (isSourceOver) return completion
      if (closing) {
        machine.operand = closing
        yield 'await'
        return completion
      }
      closing = new PromiseRecord()
      const left = yield* asyncIteratorClose(machine, from, completion)
      resolvePromise(machine, closing, undefined)
      return left
    }
    function* outcomeOf(index: number, from: AsyncIterator): Coroutine {
      const endsWith = (completion: Completion): Completion => {
        end = Math.min(end, index)
        return completion
      }
      if (index >= most) return yield* close(from, endsWith(normal(done)))
      const step = yield* iteratorStep(machine, from)
      const isOver = step.type !== 'normal' || (step.value as IteratorResult).done
      isSourceOver ||= isOver
      if (index > end) return normal(done)
      if (isOver) return endsWith(step)
      const dealt = yield* deal((step.value as IteratorResult).value, index)
      yield* linger(machine)
      const isLast = dealt.type === 'throw' || (closesWithLast && index === most - 1)
      return isLast ? yield* close(from, endsWith(dealt)) : dealt
    }
    const giveOn = (): void => {
      for (let request = requests[0]; request; request = requests[0]) {
        const turn = request.own ?? turns[0] ?? after
        // There is no end before the source has been closed.
        if (!turn.outcome || (turn === after && closing?.state === 'pending')) return
        requests.shift()
        if (turn === turns[0]) turns.shift()
        if (turn.index >= end) turns.length = 0
        if (turn.outcome.type === 'throw') rejectPromise(machine, request.promise, turn.outcome.value)
        else resolvePromise(machine, request.promise, (turn.outcome as { readonly value: unknown }).value)
      }
    }
    function* serve(turn: Turn, from: AsyncIterator): Coroutine {
      const outcome = yield* outcomeOf(turn.index, from)
      if (outcome !== leftOut) turn.outcome = outcome
      else if (turns.includes(turn)) {
        turns.splice(turns.indexOf(turn), 1)
        if (end === Number.POSITIVE_INFINITY) pull()
      }
      giveOn()
      return empty
    }
    function pull(): void {
      iterator ??= source()
      const turn: Turn = { index: asked++, outcome: null }
      turns.push(turn)
      startAsync(machine, serve(turn, iterator))
    }
    function* leave(own: Turn): Coroutine {
      end = Math.min(end, asked)
      own.outcome = iterator ? yield* close(iterator, normal(done)) : normal(done)
      giveOn()
      return empty
    }
    const request = (own: Turn | null): Completion => {
      const promise = new PromiseRecord()
      requests.push({ promise, own })
      if (own) startAsync(machine, leave(own))
      else if (end === Number.POSITIVE_INFINITY) pull()
      else giveOn()
      return normal(promise)
    }
    return {
      next: () => request(null),
      return: () => request({ index: Number.POSITIVE_INFINITY, outcome: null }),
      throw: null,
    }
  }
}

const given = (value: unknown): Completion => normal(new IteratorResult(value, false))

export function map(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  return () => {
    const f = createCallback(pipe, callback)
    function* deal(value: unknown): Coroutine {
      pipe.machine.operand = f.call(value)
      const mapped = yield 'await'
      return mapped.type === 'normal' ? given(mapped.value) : mapped
    }
    return passingOn(pipe, source, { deal })()
  }
}

export function filter(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  return () => {
    const f = createCallback(pipe, callback)
    function* deal(value: unknown): Coroutine {
      pipe.machine.operand = f.call(value)
      const kept = yield 'await'
      if (kept.type !== 'normal') return kept
      return kept.value ? given(value) : leftOut
    }
    return passingOn(pipe, source, { deal })()
  }
}

export function take(pipe: Pipe, source: Iterable, count: number): Iterable {
  const closesWithLast = traitsOf(pipe, 'take').closes === 'with the last value'
  function* deal(value: unknown): Coroutine {
    return given(value)
  }
  return passingOn(pipe, source, { deal, most: count, closesWithLast })
}

export function drop(pipe: Pipe, source: Iterable, count: number): Iterable {
  function* deal(value: unknown, index: number): Coroutine {
    return index < count ? leftOut : given(value)
  }
  return passingOn(pipe, source, { deal })
}
