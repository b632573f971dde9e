/**
 * Tasks: futures that run a coroutine, a step at a time.
 * @see https://docs.python.org/3/library/asyncio-task.html#task-object
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/asyncio/tasks.py
 */
import type * as core from '../../../program/elaborated.ts'
import type { RuleId } from '../../../rules/rule-id.ts'
import { type Completion, empty, throwing } from '../../completion.ts'
import type { Coroutine } from '../../coroutine.ts'
import { reach } from '../../machine.ts'
import { show } from '../../occasions.ts'
import type { ErrorValue } from '../../values.ts'
import { clauses } from '../clauses.ts'
import { evaluateBlock, leaveCoroutine } from '../evaluate.ts'
import type { PythonMachine } from '../machine.ts'
import { activation, type Variables } from '../scope.ts'
import { addDoneCallback, errorOf, Future, makeCancelledError, setCancelled, setError, setResult } from './future.ts'
import { callSoon, loopOf } from './loop.ts'
import { awaiterCancelled, type Delivery, delivered, ends } from './occasions.ts'

export class Task extends Future {
  readonly name: string
  readonly body: Coroutine
  started = false
  /** What it waits for; null while it is about to run. */
  waiter: Future | null = null
  /** The request came when there was nothing to cancel: its next step delivers it. */
  mustCancel = false
  /** cancelling(): how many requests were not taken back. */
  cancelling = 0
  /** What the requests were about that have not been delivered: for occasions. */
  readonly deliveries: Delivery[] = []
  ending: RuleId | null = null
  shielded = false

  constructor(machine: PythonMachine, name: string, body: Coroutine) {
    super(machine)
    this.name = name
    this.body = body
    callSoon(loopOf(machine), () => step(this, null))
  }

  override cancel(): boolean {
    const { Cancel: clause } = clauses
    const { machine } = this
    if (this.state !== 'pending') {
      reach(machine, clause.done)
      return false
    }
    this.cancelling++
    if (this.waiter instanceof Task) awaiterCancelled(this.waiter)
    if (this.waiter?.cancel()) {
      reach(machine, clause.waiting)
      return true
    }
    reach(machine, this.started ? clause.ready : clause.unstarted)
    this.mustCancel = true
    return true
  }
}

/** Task.uncancel(): takes a request back. @returns how many are left */
export function uncancel(task: Task): number {
  if (task.cancelling > 0) task.cancelling--
  if (task.cancelling === 0 && task.machine.dialect.uncancelDropsPending) task.mustCancel = false
  return task.cancelling
}

/** Makes a task of a coroutine function of the program; how it ends is recorded. */
export function createTask(machine: PythonMachine, routine: core.Routine, outer: Variables | null): Task {
  const frame = activation(machine, null, outer)
  const body = evaluateBlock({ machine, frame, generator: null, caught: [] }, routine.body)
  const task = new Task(machine, routine.actor, leavingCoroutine(machine, body))
  addDoneCallback(task, () => recordEnd(machine, task))
  return task
}

function* leavingCoroutine(machine: PythonMachine, body: Coroutine): Coroutine {
  return leaveCoroutine(machine, yield* body)
}

function recordEnd(machine: PythonMachine, task: Task): void {
  const { name, state, error, cancelledError, result } = task
  ends(task)
  // What has left the task is not told, and nothing else can be meant.
  if (cancelledError) show(machine, cancelledError)
  if (state === 'cancelled') machine.trace.push(`${name} cancelled`)
  else if (error) machine.trace.push(`${name} throws ${show(machine, error)}`)
  else machine.trace.push(result === undefined ? `${name} returns` : `${name} returns ${show(machine, result)}`)
}

/** Task.__step: runs the coroutine until it waits for something. */
function step(task: Task, given: ErrorValue | null): void {
  const { Step: clause } = clauses
  const { machine } = task
  const loop = loopOf(machine)
  let error = given
  if (task.mustCancel) {
    if (error?.name !== 'CancelledError') error = makeCancelledError(task)
    task.mustCancel = false
  }
  task.waiter = null
  machine.moves++
  machine.cut = error ? machine.moves : 0
  reach(machine, error ? clause.throws : clause.sends)
  loop.current = task
  if (error?.name === 'CancelledError') delivered(task)
  // Into a coroutine that has not begun it is thrown before its first line: nothing of it runs.
  const { done, value } =
    error && !task.started
      ? { done: true as const, value: throwing(error) }
      : task.body.next(error ? throwing(error) : empty)
  task.started = true
  loop.current = null
  machine.cut = 0
  if (done) end(task, value)
  else wait(task, machine.operand as Future | null)
}

function end(task: Task, completion: Completion): void {
  const { Step: clause } = clauses
  const { machine } = task
  if (completion.type === 'throw') {
    const error = completion.value as ErrorValue
    if (error.name === 'CancelledError') {
      reach(machine, clause.cancelled)
      task.cancelledError = error
      setCancelled(task)
      return
    }
    reach(machine, clause.fails)
    setError(task, error)
  } else if (task.mustCancel) {
    reach(machine, clause.cancelledAtEnd)
    task.mustCancel = false
    setCancelled(task)
  } else {
    reach(machine, clause.returns)
    setResult(task, completion.type === 'return' ? completion.value : undefined)
  }
}

function wait(task: Task, future: Future | null): void {
  const { Step: clause } = clauses
  const { machine } = task
  const loop = loopOf(machine)
  if (future === null) {
    reach(machine, clause.yields)
    callSoon(loop, () => step(task, null))
    return
  }
  // A task is never at hand within itself: what it waits for is another one.
  reach(machine, clause.waits)
  addDoneCallback(future, () => step(task, errorOf(future)))
  task.waiter = future
  if (task.mustCancel && future.cancel()) task.mustCancel = false
}
