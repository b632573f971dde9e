/** The consumers of async iterables besides loops: `yield*` and Array.fromAsync. */
import { type AsyncGenerator, generatorYield } from './async-generator.ts'
import { clauses } from './clauses.ts'
import { type Completion, closing, empty, normal, returning, throwing } from './completion.ts'
import { type Coroutine, startAsync } from './coroutine.ts'
import { type AsyncIterator, asyncIteratorClose, iteratorStep } from './iteration.ts'
import { type Machine, occasion, reach } from './machine.ts'
import { demandServed } from './occasions.ts'
import type { PromiseRecord } from './promise.ts'
import { ErrorValue, type IteratorResult, isObject } from './values.ts'

/**
 * `yield* iterator`, in an async generator.
 * @see https://tc39.es/ecma262/multipage/ecmascript-language-functions-and-classes.html#sec-generator-function-definitions-runtime-semantics-evaluation
 */
export function* delegate(machine: Machine, generator: AsyncGenerator, iterator: AsyncIterator): Coroutine {
  const { YieldStar: clause } = clauses
  let received: Completion = empty
  for (;;) {
    occasion(machine, 'generator.delegate')
    const called = yield* forward(machine, iterator, received)
    if ('leaves' in called) return called.leaves
    if (called.type !== 'normal') {
      reach(machine, clause.callThrows)
      return called
    }
    machine.operand = called.value
    const answered = yield 'await'
    if (answered.type !== 'normal') {
      reach(machine, clause.answerRejects)
      return answered
    }
    if (!isObject(answered.value)) {
      reach(machine, clause.notObject)
      return throwing(new ErrorValue('TypeError'))
    }
    const { done, value } = answered.value as IteratorResult
    if (done) {
      reach(machine, received.type === 'return' ? clause.doneReturn : clause.done)
      return received.type === 'return' ? closing(value) : normal(value)
    }
    reach(machine, clause.value)
    demandServed(generator, 'generator.delegate')
    received = yield* generatorYield(machine, generator, value)
  }
}

/** Hands a request on to the inner iterator; `leaves` when there is nothing to hand it to. */
function* forward(
  machine: Machine,
  iterator: AsyncIterator,
  received: Completion,
): Coroutine<Completion | { readonly leaves: Completion }> {
  const { YieldStar: clause } = clauses
  if (received.type === 'throw') {
    if (iterator.throw) {
      reach(machine, clause.throw)
      return iterator.throw(received.value)
    }
    const closed = yield* asyncIteratorClose(machine, iterator, empty)
    reach(machine, closed.type === 'throw' ? clause.noThrowCloseFails : clause.noThrow)
    return { leaves: closed.type === 'throw' ? closed : throwing(new ErrorValue('TypeError')) }
  }
  if (received.type === 'return') {
    if (iterator.return) {
      reach(machine, clause.return)
      return iterator.return({ value: received.value })
    }
    machine.operand = received.value
    const awaited = yield 'await'
    reach(machine, awaited.type === 'normal' ? clause.noReturn : clause.noReturnRejected)
    return { leaves: awaited.type === 'normal' ? closing(awaited.value) : awaited }
  }
  reach(machine, clause.next)
  return iterator.next({ value: received.type === 'normal' ? received.value : undefined })
}

/** @see https://tc39.es/ecma262/multipage/indexed-collections.html#sec-array.fromasync */
export function fromAsync(machine: Machine, iterator: AsyncIterator): PromiseRecord {
  return startAsync(machine, collect(machine, iterator))
}

function* collect(machine: Machine, iterator: AsyncIterator): Coroutine {
  const values: unknown[] = []
  for (;;) {
    const step = yield* iteratorStep(machine, iterator)
    if (step.type !== 'normal') {
      reach(machine, clauses.ArrayFromAsync.fails)
      return step
    }
    const { done, value } = step.value as IteratorResult
    if (done) {
      reach(machine, clauses.ArrayFromAsync.done)
      return returning(values)
    }
    values.push(value)
  }
}
