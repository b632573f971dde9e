/**
 * Futures, and awaiting them.
 * @see https://docs.python.org/3/library/asyncio-future.html
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/asyncio/futures.py
 */
import { type Completion, normal } from '../../completion.ts'
import type { Coroutine } from '../../coroutine.ts'
import { ErrorValue } from '../../values.ts'
import { arriving, type Frame, raising } from '../frame.ts'
import type { PythonMachine } from '../machine.ts'
import { callSoon, loopOf } from './loop.ts'

export class Future {
  state: 'pending' | 'finished' | 'cancelled' = 'pending'
  /** What it has finished with, unless with an error. */
  result: unknown = undefined
  error: ErrorValue | null = null
  /** What came out of a task that was cancelled: the first who awaits it gets that very error. */
  cancelledError: ErrorValue | null = null
  callbacks: (() => void)[] = []
  readonly machine: PythonMachine

  constructor(machine: PythonMachine) {
    this.machine = machine
  }

  /** @returns whether the request was taken */
  cancel(): boolean {
    return settle(this, 'cancelled')
  }
}

function settle(future: Future, state: 'finished' | 'cancelled'): boolean {
  if (future.state !== 'pending') return false
  future.state = state
  for (const callback of future.callbacks) callSoon(loopOf(future.machine), callback)
  future.callbacks = []
  return true
}

export function setResult(future: Future, result: unknown): void {
  future.result = result
  settle(future, 'finished')
}

export function setError(future: Future, error: ErrorValue): void {
  future.error = error
  settle(future, 'finished')
}

export function setCancelled(future: Future): void {
  settle(future, 'cancelled')
}

export function addDoneCallback(future: Future, callback: () => void): void {
  if (future.state === 'pending') future.callbacks.push(callback)
  else callSoon(loopOf(future.machine), callback)
}

/** _make_cancelled_error */
export function makeCancelledError(future: Future): ErrorValue {
  const error = future.cancelledError ?? new ErrorValue('CancelledError')
  future.cancelledError = null
  return error
}

/** The error of a future that is done; null if it has none. */
export function errorOf(future: Future): ErrorValue | null {
  return future.state === 'cancelled' ? makeCancelledError(future) : future.error
}

/**
 * `await future`. One that is done is not waited for.
 * @see https://github.com/python/cpython/blob/v3.11.7/Modules/_asynciomodule.c
 */
export function* awaitFuture(machine: PythonMachine, frame: Frame, future: Future): Coroutine {
  if (future.state === 'pending') {
    const began = machine.moves
    machine.operand = future
    const resumed = yield 'await'
    if (resumed.type === 'throw') return arriving(machine, frame, began, resumed)
  }
  const error = errorOf(future)
  return error ? raising(machine, frame, error) : normal(future.result)
}

/** A bare `yield` of a coroutine: it goes on behind everything that is ready. */
export function* yieldToOthers(machine: PythonMachine, frame: Frame): Generator<'await', Completion, Completion> {
  const began = machine.moves
  machine.operand = null
  return arriving(machine, frame, began, yield 'await')
}
