/**
 * Groups of tasks.
 * @see https://docs.python.org/3/library/asyncio-task.html#task-groups
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/asyncio/taskgroups.py
 */
import { type Completion, empty } from '../../completion.ts'
import type { Coroutine } from '../../coroutine.ts'
import { reach } from '../../machine.ts'
import { type ErrorValue, GroupErrorValue } from '../../values.ts'
import { clauses } from '../clauses.ts'
import { type Frame, raising, raisingNew } from '../frame.ts'
import type { PythonGenerator } from '../generator.ts'
import type { PythonMachine } from '../machine.ts'
import { addDoneCallback, awaitFuture, Future, setResult } from './future.ts'
import { loopOf } from './loop.ts'
import { aborted, cancelledBy, groupFails, groupLeft, groupWaits } from './occasions.ts'
import { type Task, uncancel } from './task.ts'

export class TaskGroup {
  readonly machine: PythonMachine
  /** The task that has entered it. */
  readonly parent: Task
  /** The generator whose body holds it; null in a coroutine. */
  readonly generator: PythonGenerator | null
  /** In the order in which they were made: asyncio keeps a set. */
  readonly tasks = new Set<Task>()
  exiting = false
  aborting = false
  parentCancelRequested = false
  errors: ErrorValue[] = []
  completed: Future | null = null
  /** Its body has ended before its tasks: for occasions. */
  waits = false

  constructor(machine: PythonMachine, generator: PythonGenerator | null) {
    this.machine = machine
    this.parent = loopOf(machine).current as Task
    this.generator = generator
  }
}

/** Why create_task refuses; null if it does not. */
export function refusal({ exiting, aborting, tasks }: TaskGroup): 'finished' | 'shuttingDown' | null {
  if (exiting && tasks.size === 0) return 'finished'
  return aborting ? 'shuttingDown' : null
}

/** Takes a new task in. */
export function join(group: TaskGroup, task: Task): void {
  group.tasks.add(task)
  addDoneCallback(task, () => onTaskDone(group, task))
}

/** _abort */
function abort(group: TaskGroup): void {
  group.aborting = true
  for (const task of group.tasks) {
    if (task.state !== 'pending') continue
    aborted(task)
    task.cancel()
  }
}

/** _on_task_done */
function onTaskDone(group: TaskGroup, task: Task): void {
  const { TaskGroup: clause } = clauses
  const { machine, tasks, parent } = group
  tasks.delete(task)
  if (group.completed?.state === 'pending' && tasks.size === 0) setResult(group.completed, true)
  if (task.state === 'cancelled') {
    reach(machine, clause.childCancelled)
    return
  }
  if (!task.error) {
    reach(machine, clause.childEnds)
    return
  }
  group.errors.push(task.error)
  if (parent.state !== 'pending') {
    reach(machine, clause.parentGone)
    return
  }
  if (group.aborting || group.parentCancelRequested) {
    reach(machine, clause.childFailsToo)
    return
  }
  reach(machine, clause.childFails)
  abort(group)
  group.parentCancelRequested = true
  cancelledBy(parent, group)
  parent.cancel()
}

/** __aexit__, in its frame. */
export function* exitGroup(frame: Frame, group: TaskGroup, body: Completion): Coroutine {
  const { machine, parent, tasks } = group
  const { groupUncancels } = machine.dialect
  const error = body.type === 'throw' ? (body.value as ErrorValue) : null
  group.exiting = true
  let propagated = error?.name === 'CancelledError' ? error : null
  const takeBack = (): void => {
    if (group.parentCancelRequested && uncancel(parent) === 0) propagated = null
  }
  if (groupUncancels === 'before waiting') takeBack()
  if (error && !group.aborting) abort(group)
  groupWaits(group)
  while (tasks.size > 0) {
    group.completed ??= new Future(machine)
    const waited = yield* awaitFuture(machine, frame, group.completed)
    if (waited.type === 'throw' && !group.aborting) {
      propagated = waited.value as ErrorValue
      abort(group)
    }
    group.completed = null
  }
  if (groupUncancels === 'after waiting') takeBack()
  return leave(frame, group, error, propagated)
}

function leave(frame: Frame, group: TaskGroup, error: ErrorValue | null, propagated: ErrorValue | null): Completion {
  const { TaskGroup: clause } = clauses
  const { machine, parent, errors } = group
  if (propagated && errors.length === 0) {
    reach(machine, clause.cancelled)
    return raising(machine, frame, propagated)
  }
  if (error && error.name !== 'CancelledError') errors.push(error)
  if (errors.length === 0) {
    reach(machine, clause.ends)
    groupLeft(group)
    return empty
  }
  if (machine.dialect.groupUncancels === 'after waiting' && parent.cancelling > 0) {
    reach(machine, clause.cancelsAgain)
    uncancel(parent)
    parent.cancel()
  }
  reach(machine, clause.fails)
  const failure = new GroupErrorValue(errors.every(isException) ? 'ExceptionGroup' : 'BaseExceptionGroup', errors)
  group.errors = []
  return groupFails(machine, raising(machine, frame, failure))
}

/** Is it one that `except Exception` catches? */
export function isException({ name }: ErrorValue): boolean {
  return name !== 'CancelledError' && name !== 'GeneratorExit' && name !== 'BaseExceptionGroup'
}

/** create_task refuses: what it raises. */
export function* refuse(machine: PythonMachine, frame: Frame, why: 'finished' | 'shuttingDown'): Coroutine {
  reach(machine, clauses.TaskGroup[why])
  return raisingNew(machine, frame, 'RuntimeError')
}
