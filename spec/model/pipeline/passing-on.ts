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
import type { Machine } from '../machine.ts'
import { PromiseRecord, rejectPromise, resolvePromise } from '../promise.ts'
import { IteratorResult } from '../values.ts'
import { type CallbackFunction, createCallback } from './callback.ts'
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
  readonly most: number
  readonly closesWithLast: boolean
}

const all = { most: Number.POSITIVE_INFINITY, closesWithLast: false }

/** An operator that is being iterated. */
interface Iteration {
  readonly machine: Machine
  readonly source: Iterable
  readonly how: How
  iterator: AsyncIterator | null
  /** Those that have no answer, the oldest first. */
  readonly requests: Request[]
  /** Theirs: one for each next(), until there is an end. */
  readonly turns: Turn[]
  asked: number
  /** The turn after which there is nothing. */
  end: number
  isSourceOver: boolean
  closing: PromiseRecord | null
}

function passingOn({ machine }: Pipe, source: Iterable, how: How): AsyncIterator {
  const own: Iteration = {
    machine,
    source,
    how,
    iterator: null,
    requests: [],
    turns: [],
    asked: 0,
    end: Number.POSITIVE_INFINITY,
    isSourceOver: false,
    closing: null,
  }
  return {
    next: () => request(own, null),
    return: () => request(own, { index: Number.POSITIVE_INFINITY, outcome: null }),
    throw: null,
  }
}

function request(own: Iteration, turn: Turn | null): Completion {
  const promise = new PromiseRecord()
  own.requests.push({ promise, own: turn })
  if (turn) startAsync(own.machine, leave(own, turn))
  else if (own.end === Number.POSITIVE_INFINITY) pull(own)
  else giveOn(own)
  return normal(promise)
}

function* leave(own: Iteration, turn: Turn): Coroutine {
  own.end = Math.min(own.end, own.asked)
  turn.outcome = own.iterator ? yield* close(own, own.iterator, normal(done)) : normal(done)
  giveOn(own)
  return empty
}

function pull(own: Iteration): void {
  own.iterator ??= own.source()
  const turn: Turn = { index: own.asked++, outcome: null }
  own.turns.push(turn)
  startAsync(own.machine, serve(own, turn, own.iterator))
}

function* serve(own: Iteration, turn: Turn, from: AsyncIterator): Coroutine {
  const outcome = yield* outcomeOf(own, turn.index, from)
  const { turns } = own
  if (outcome !== leftOut) turn.outcome = outcome
  else if (turns.includes(turn)) {
    turns.splice(turns.indexOf(turn), 1)
    if (own.end === Number.POSITIVE_INFINITY) pull(own)
  }
  giveOn(own)
  return empty
}

function* outcomeOf(own: Iteration, index: number, from: AsyncIterator): Coroutine {
  const { machine, how } = own
  if (index >= how.most) return yield* close(own, from, endsWith(own, index, normal(done)))
  const step = yield* iteratorStep(machine, from)
  const isOver = step.type !== 'normal' || (step.value as IteratorResult).done
  own.isSourceOver ||= isOver
  if (index > own.end) return normal(done)
  if (isOver) return endsWith(own, index, step)
  const dealt = yield* how.deal((step.value as IteratorResult).value, index)
  yield* linger(machine)
  const isLast = dealt.type === 'throw' || (how.closesWithLast && index === how.most - 1)
  return isLast ? yield* close(own, from, endsWith(own, index, dealt)) : dealt
}

function endsWith(own: Iteration, index: number, completion: Completion): Completion {
  own.end = Math.min(own.end, index)
  return completion
}

/** Closes the source once: whoever comes later waits for that. */
function* close(own: Iteration, from: AsyncIterator, completion: Completion): Coroutine {
  const { machine } = own
  if (own.isSourceOver) return completion
  if (own.closing) {
    machine.operand = own.closing
    yield 'await'
    return completion
  }
  own.closing = new PromiseRecord()
  const left = yield* asyncIteratorClose(machine, from, completion)
  resolvePromise(machine, own.closing, undefined)
  return left
}

/** Answers the requests whose turn it is. */
function giveOn(own: Iteration): void {
  const { machine, requests, turns } = own
  for (let request = requests[0]; request; request = requests[0]) {
    const turn = request.own ?? turns[0] ?? after
    // There is no end before the source has been closed.
    if (!turn.outcome || (turn === after && own.closing?.state === 'pending')) return
    requests.shift()
    if (turn === turns[0]) turns.shift()
    if (turn.index >= own.end) turns.length = 0
    if (turn.outcome.type === 'throw') rejectPromise(machine, request.promise, turn.outcome.value)
    else resolvePromise(machine, request.promise, (turn.outcome as { readonly value: unknown }).value)
  }
}

const given = (value: unknown): Completion => normal(new IteratorResult(value, false))

export function map(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  return () => {
    const f = createCallback(pipe, callback)
    return passingOn(pipe, source, { ...all, deal: value => mapped(pipe, f, value) })
  }
}

function* mapped({ machine }: Pipe, f: CallbackFunction, value: unknown): Coroutine {
  machine.operand = f.call(value)
  const answer = yield 'await'
  return answer.type === 'normal' ? given(answer.value) : answer
}

export function filter(pipe: Pipe, source: Iterable, callback: Callback): Iterable {
  return () => {
    const f = createCallback(pipe, callback)
    return passingOn(pipe, source, { ...all, deal: value => kept(pipe, f, value) })
  }
}

function* kept({ machine }: Pipe, f: CallbackFunction, value: unknown): Coroutine {
  machine.operand = f.call(value)
  const answer = yield 'await'
  if (answer.type !== 'normal') return answer
  return answer.value ? given(value) : leftOut
}

export function take(pipe: Pipe, source: Iterable, count: number): Iterable {
  const closesWithLast = traitsOf(pipe, 'take').closes === 'with the last value'
  return () => passingOn(pipe, source, { deal: value => at(given(value)), most: count, closesWithLast })
}

export function drop(pipe: Pipe, source: Iterable, count: number): Iterable {
  return () => passingOn(pipe, source, { ...all, deal: (value, index) => at(index < count ? leftOut : given(value)) })
}

/** What is known at once. */
function* at(completion: Completion): Coroutine {
  return completion
}
