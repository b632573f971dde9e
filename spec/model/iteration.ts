/**
 * Async iterators.
 * @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-operations-on-iterator-objects
 */
import { type AsyncGenerator, generatorNext, generatorReturn, generatorThrow } from './async-generator.ts'
import { clauses } from './clauses.ts'
import { type Completion, empty, normal, throwing } from './completion.ts'
import type { Coroutine } from './coroutine.ts'
import { type Machine, occasion, reach } from './machine.ts'
import type { ScriptedIterator } from './objects.ts'
import { closesIterator, demandAnswer, iteratorClosed } from './occasions.ts'
import { PromiseRecord, performPromiseThen, promiseResolve, rejectPromise, resolvePromise } from './promise.ts'
import { ErrorValue, IteratorResult, isObject } from './values.ts'

/** An iterator as its user sees it. A method that is null is absent. */
export interface AsyncIterator {
  next(given?: { readonly value: unknown }): Completion
  readonly return: ((given?: { readonly value: unknown }) => Completion) | null
  readonly throw: ((error: unknown) => Completion) | null
}

export function fromGenerator(machine: Machine, generator: AsyncGenerator): AsyncIterator {
  return {
    next: given => normal(generatorNext(machine, generator, given?.value)),
    return: given => normal(generatorReturn(machine, generator, given?.value)),
    throw: error => normal(generatorThrow(machine, generator, error)),
  }
}

export function fromScripted(iterator: ScriptedIterator): AsyncIterator {
  return { next: iterator.next, return: iterator.return, throw: null }
}

/**
 * One step: next() called, awaited, checked to be an object.
 * @returns the result, or the throw completion of the one that failed: then nobody closes the iterator
 * @see https://tc39.es/ecma262/multipage/ecmascript-language-statements-and-declarations.html#sec-runtime-semantics-forin-div-ofbodyevaluation-lhs-stmt-iterator-lhskind-labelset
 */
export function* iteratorStep(machine: Machine, iterator: AsyncIterator): Coroutine {
  let result = iterator.next()
  if (result.type === 'normal') {
    machine.operand = result.value
    result = yield 'await'
  }
  if (result.type !== 'normal') {
    reach(machine, clauses.ForInOfBodyEvaluation.fails)
    occasion(machine, 'iteration.no-close-after-failure')
    return result
  }
  if (isObject(result.value)) return result
  reach(machine, clauses.ForInOfBodyEvaluation.notObject)
  occasion(machine, 'iteration.no-close-after-failure')
  return throwing(new ErrorValue('TypeError'))
}

/** @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-asynciteratorclose */
export function* asyncIteratorClose(machine: Machine, iterator: AsyncIterator, completion: Completion): Coroutine {
  const { AsyncIteratorClose: clause } = clauses
  if (!iterator.return) {
    reach(machine, clause.absent)
    occasion(machine, 'iteration.close-absent')
    return completion
  }
  closesIterator(machine, completion)
  let inner = iterator.return()
  if (inner.type === 'normal') {
    machine.operand = inner.value
    inner = yield 'await'
  }
  iteratorClosed(machine, completion, inner)
  if (completion.type === 'throw') {
    reach(machine, clause.throws)
    return completion
  }
  if (inner.type === 'throw') {
    reach(machine, clause.innerThrows)
    return inner
  }
  if (inner.type === 'normal' && !isObject(inner.value)) {
    reach(machine, clause.notObject)
    return throwing(new ErrorValue('TypeError'))
  }
  reach(machine, clause.passes)
  return completion
}

/** @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-iteratorclose */
function iteratorClose(machine: Machine, iterator: ScriptedIterator, completion: Completion): Completion {
  const { IteratorClose: clause } = clauses
  if (!iterator.return) {
    reach(machine, clause.absent)
    return completion
  }
  const inner = iterator.return()
  if (completion.type === 'throw') {
    reach(machine, clause.throws)
    return completion
  }
  if (inner.type === 'throw') {
    reach(machine, clause.innerThrows)
    return inner
  }
  if (inner.type === 'normal' && !isObject(inner.value)) {
    reach(machine, clause.notObject)
    return throwing(new ErrorValue('TypeError'))
  }
  reach(machine, clause.passes)
  return completion
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-createasyncfromsynciterator */
export function fromSyncIterator(machine: Machine, iterator: ScriptedIterator): AsyncIterator {
  return {
    next: given => normal(syncNext(machine, iterator, given)),
    return: given => normal(syncReturn(machine, iterator, given)),
    throw: () => normal(syncThrow(machine, iterator)),
  }
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-%asyncfromsynciteratorprototype%.next */
function syncNext(machine: Machine, iterator: ScriptedIterator, given?: { readonly value: unknown }): PromiseRecord {
  const promise = new PromiseRecord()
  const result = iterator.next(given)
  if (result.type === 'throw') {
    reach(machine, clauses.AsyncFromSyncNext.throws)
    rejectPromise(machine, promise, result.value)
  } else if (result.type === 'normal') {
    reach(machine, clauses.AsyncFromSyncNext.answers)
    const answer = result.value as IteratorResult
    if (isObject(answer.value)) demandAnswer(promise, 'iteration.sync-source-awaited')
    continuation(machine, iterator, answer, promise, true)
  }
  return promise
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-%asyncfromsynciteratorprototype%.return */
function syncReturn(machine: Machine, iterator: ScriptedIterator, given?: { readonly value: unknown }): PromiseRecord {
  const { AsyncFromSyncReturn: clause } = clauses
  const promise = new PromiseRecord()
  if (!iterator.return) {
    reach(machine, clause.absent)
    demandAnswer(promise, 'iteration.close-absent')
    resolvePromise(machine, promise, new IteratorResult(given?.value, true))
    return promise
  }
  const result = iterator.return(given)
  if (result.type === 'throw') {
    reach(machine, clause.throws)
    rejectPromise(machine, promise, result.value)
  } else if (result.type === 'normal' && !isObject(result.value)) {
    reach(machine, clause.notObject)
    demandAnswer(promise, 'iteration.close-result-object')
    rejectPromise(machine, promise, new ErrorValue('TypeError'))
  } else if (result.type === 'normal') {
    reach(machine, clause.answers)
    continuation(machine, iterator, result.value as IteratorResult, promise, false)
  }
  return promise
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-%asyncfromsynciteratorprototype%.throw */
function syncThrow(machine: Machine, iterator: ScriptedIterator): PromiseRecord {
  reach(machine, clauses.AsyncFromSyncThrow.closes)
  const promise = new PromiseRecord()
  const closed = iteratorClose(machine, iterator, empty)
  rejectPromise(machine, promise, closed.type === 'throw' ? closed.value : new ErrorValue('TypeError'))
  return promise
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncfromsynciteratorcontinuation */
function continuation(
  machine: Machine,
  iterator: ScriptedIterator,
  { done, value }: IteratorResult,
  promise: PromiseRecord,
  closeOnRejection: boolean,
): void {
  const { AsyncFromSyncIteratorContinuation: clause } = clauses
  performPromiseThen(machine, promiseResolve(machine, value), ({ state, result }) => {
    if (state === 'fulfilled') {
      reach(machine, clause.value)
      resolvePromise(machine, promise, new IteratorResult(result, done))
      return
    }
    if (!done && closeOnRejection) {
      reach(machine, clause.closes)
      if (iterator.return) occasion(machine, 'iteration.sync-source-closed-on-rejection')
      iteratorClose(machine, iterator, throwing(result))
    } else {
      reach(machine, clause.rejects)
    }
    rejectPromise(machine, promise, result)
  })
}
