/**
 * Timeouts.
 * @see https://docs.python.org/3/library/asyncio-task.html#asyncio.timeout
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/asyncio/timeouts.py
 */
import { type Completion, empty } from '../../completion.ts'
import type { Coroutine } from '../../coroutine.ts'
import { reach } from '../../machine.ts'
import { ErrorValue, GroupErrorValue } from '../../values.ts'
import { clauses } from '../clauses.ts'
import { causedBy, type Frame, raising } from '../frame.ts'
import type { PythonGenerator } from '../generator.ts'
import type { PythonMachine } from '../machine.ts'
import { isException } from './group.ts'
import { callAt, callSoon, type Handle, loopOf } from './loop.ts'
import { cancelledBy, timedOut, timeoutPassed } from './occasions.ts'
import { type Task, uncancel } from './task.ts'

export class Timeout {
  readonly machine: PythonMachine
  /** The task that has entered it. */
  readonly task: Task
  readonly generator: PythonGenerator | null
  /** How many requests to cancel the task there were when it was entered. */
  readonly cancelling: number
  handle: Handle
  expiring = false

  constructor(machine: PythonMachine, seconds: number, generator: PythonGenerator | null) {
    const loop = loopOf(machine)
    this.machine = machine
    this.task = loop.current as Task
    this.generator = generator
    this.cancelling = this.task.cancelling
    const expire = (): void => {
      reach(machine, clauses.Timeout.expires)
      cancelledBy(this.task, this)
      this.task.cancel()
      this.expiring = true
    }
    this.handle = seconds > 0 ? callAt(loop, loop.now + seconds, expire) : callSoon(loop, expire)
  }
}

/** __aexit__, in its frame. */
export function* exitTimeout(frame: Frame, timeout: Timeout, body: Completion): Coroutine {
  const { Timeout: clause } = clauses
  const { machine, task } = timeout
  timeout.handle.cancelled = true
  if (!timeout.expiring) {
    reach(machine, clause.inTime)
    return timeoutPassed(machine, body)
  }
  const error = body.type === 'throw' ? (body.value as ErrorValue) : null
  const ownRequest = machine.dialect.timeoutConverts === 'own request'
  const own = uncancel(task) <= (ownRequest ? timeout.cancelling : 0)
  if (!own || !error) {
    reach(machine, error ? clause.cancelledByOthers : clause.late)
    return timeoutPassed(machine, body)
  }
  if (error.name === 'CancelledError') {
    reach(machine, clause.converts)
    const late = ownRequest ? causedBy('TimeoutError', error) : new ErrorValue('TimeoutError')
    return timedOut(machine, raising(machine, frame, late))
  }
  reach(machine, clause.fails)
  if (machine.dialect.timeoutInContexts) {
    insertTimeoutError(error)
    if (error instanceof GroupErrorValue && isException(error)) for (const part of error.parts) insertTimeoutError(part)
  }
  return empty
}

/** _insert_timeout_error: puts a TimeoutError before the CancelledError in the chain of contexts. */
function insertTimeoutError(error: ErrorValue): void {
  for (let at = error; at.context; at = at.context) {
    if (at.context.name !== 'CancelledError') continue
    at.context = causedBy('TimeoutError', at.context)
    return
  }
}
