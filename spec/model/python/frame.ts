/**
 * Frames of coroutines and generators, as far as errors are concerned: each has a stack of handled errors of its own,
 * and sees those of whoever has resumed it.
 *
 * @see https://docs.python.org/3/library/exceptions.html#exception-context
 * @see https://github.com/python/cpython/blob/v3.11.7/Python/errors.c
 */
import { type Throw, throwing } from '../completion.ts'
import { reach } from '../machine.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import type { PythonMachine } from './machine.ts'

export interface Frame {
  /** The error that the innermost active handler of the frame handles. */
  handled: ErrorValue | null
  /** The frame that has resumed this one; null between two requests to a generator. */
  previous: Frame | null
}

/** The frame of a coroutine that `caller` awaits; null is the scheduler, which handles nothing. */
export function newFrame(caller: Frame | null): Frame {
  return { handled: null, previous: caller }
}

/** sys.exception(): what is being handled here, or by whoever has called. */
export function handledIn(frame: Frame): ErrorValue | null {
  for (let at: Frame | null = frame; at; at = at.previous) if (at.handled) return at.handled
  return null
}

/**
 * Raises an error where this frame runs: what is being handled becomes its context.
 * @see https://docs.python.org/3/reference/simple_stmts.html#the-raise-statement
 */
export function raising(machine: PythonMachine, frame: Frame, error: ErrorValue): Throw {
  chain(machine, error, handledIn(frame))
  return throwing(error)
}

/** Raises a new error of the system. */
export function raisingNew(machine: PythonMachine, frame: Frame, name: string): Throw {
  return raising(machine, frame, new ErrorValue(name))
}

/** _PyErr_SetObject: links what is being handled, and cuts the chain where it would come back to the error. */
export function chain(machine: PythonMachine, error: ErrorValue, handled: ErrorValue | null): void {
  const { Raise: clause } = clauses
  if (machine.dialect.errorContext !== 'all' || !handled) {
    reach(machine, clause.plain)
    return
  }
  if (handled === error) {
    reach(machine, clause.again)
    return
  }
  const passed = new Set<ErrorValue>()
  for (let link = handled; link.context && !passed.has(link); link = link.context) {
    passed.add(link)
    if (link.context !== error) continue
    reach(machine, clause.cut)
    link.context = null
    break
  }
  reach(machine, clause.linked)
  error.context = handled
}

/** `raise` alone. */
export function raisingAgain(machine: PythonMachine, frame: Frame): Throw {
  const handled = handledIn(frame)
  if (handled) {
    reach(machine, clauses.Raise.bare)
    return throwing(handled)
  }
  reach(machine, clauses.Raise.nothing)
  return raisingNew(machine, frame, 'RuntimeError')
}

/** An error that says what it was made of: `RuntimeError from StopIteration`. */
export function causedBy(name: string, cause: ErrorValue): ErrorValue {
  const error = new ErrorValue(name)
  error.cause = cause
  error.context = cause
  return error
}
