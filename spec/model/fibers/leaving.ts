/**
 * How blocks and tasks are left: with what comes of a body and of what is cleaned up behind it.
 *
 * @see https://frontside.com/effection/guides/v4/cleanup/
 * @see https://effect.website/docs/v4/resource-management/introduction
 */
import { type Completion, empty } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasion, reach } from '../machine.ts'
import { occasionUntilShown } from '../occasions.ts'
import { clauses } from './clauses.ts'
import { awaitEnd, deliver, isDue, isFailure, noteRace, requestCancel, type Task } from './task.ts'

/** Something else has taken the place of a cancellation: the blocks around go on with that. The task itself stays asked. */
function forget(task: Task): void {
  if (isDue(task)) task.undelivered = null
  for (let scope: Task | null = task; scope?.hidden; scope = scope.parent) scope.requested = false
}

/** Something has been cleaned up behind a body, and nothing could interrupt that: what comes of both. */
export function leaveCleanup(task: Task, body: Completion, cleanup: Completion): Completion {
  const { cleanupErrors, bodyErrorMeetsChildError } = task.machine.tasks
  const { Cleanup: clause } = clauses
  const due = isDue(task)
  if (isFailure(cleanup)) {
    if (task.undelivered === 'failure' && cleanupErrors === 'raised') task.machine.unsaid = true
    if (due) reach(task.machine, cleanupErrors === 'dropped' ? clause.late : clause.lateRaised)
    if (cleanupErrors === 'dropped') return due ? deliver(task) : cleanup
    forget(task)
    return cleanup
  }
  const yields = task.undelivered === 'failure' && bodyErrorMeetsChildError === 'body'
  if (due && isFailure(body) && yields) {
    reach(task.machine, clauses.ChildFails.bodyWins)
    forget(task)
    return body
  }
  if (due && isFailure(body) && task.undelivered === 'cancelled') occasion(task.machine, 'tasks.body-error-not-raised')
  reach(task.machine, due ? clause.cancelled : clause.keeps)
  return due ? deliver(task) : body
}

const ways = { 'one by one': 'oneByOne', together: 'together', awaited: 'awaited' } as const

/** The body of a task has ended: its children are cancelled, or awaited, and nothing interrupts that. */
export function* leaveTask(task: Task, body: Completion): Coroutine {
  const { children: how } = task.machine.tasks
  if (task.children.size > 0) reach(task.machine, clauses.Scope[ways[how]])
  task.shields++
  task.leaving = true
  let cleanup: Completion = empty
  if (how !== 'awaited') for (const child of task.made) noteRace(child, task)
  if (task.children.size > 0) {
    occasion(task.machine, 'tasks.children-end-first')
    if (how !== 'awaited') occasion(task.machine, 'tasks.children-cancelled')
  }
  while (task.children.size > 0) {
    const children = [...task.children]
    if (how === 'together') for (const child of children) requestCancel(child, task)
    for (const child of how === 'one by one' ? children.reverse() : children) {
      if (how === 'one by one') requestCancel(child, task)
      yield* awaitEnd(task, child)
      if (raises(child)) cleanup = raised(task, child)
      task.children.delete(child)
    }
  }
  task.cleanupFailed = isFailure(cleanup)
  task.shields--
  const left = leaveCleanup(task, body, cleanup)
  if (isFailure(left) || !task.failure) return left
  reach(task.machine, clauses.ChildFails.parentFails)
  return task.failure
}

/** It was cancelled, and its cleanup has failed. */
const failedWhenCancelled = ({ requested, outcome }: Task): boolean => requested && isFailure(outcome)

/** Whoever has cancelled it gets the error of its cleanup. */
export const raises = (task: Task): boolean =>
  task.machine.tasks.cleanupErrors === 'raised' && failedWhenCancelled(task)

/** What whoever has cancelled a task goes on with then. */
export function raised(task: Task, { outcome }: Task): Completion {
  reach(task.machine, clauses.Cancel.raises)
  occasionUntilShown(task.machine, outcome, 'tasks.cleanup-error-raised')
  return outcome
}
