/** Which rules about tasks an event is an occasion of: see `../../occasions.ts`. */
import { type Completion, type Throw, throwing } from '../../completion.ts'
import { occasion } from '../../machine.ts'
import { occasionUntilShown, occasionWhenShown } from '../../occasions.ts'
import type { ErrorValue } from '../../values.ts'
import { type Frame, handledIn } from '../frame.ts'
import type { PythonGenerator } from '../generator.ts'
import type { PythonMachine } from '../machine.ts'
import type { Gathering } from './gather.ts'
import type { TaskGroup } from './group.ts'
import type { Task } from './task.ts'

/** What a request to cancel a task came of, until it is delivered. */
export type Delivery =
  /** The task awaits another one, or is one of those that are gathered, and whoever awaits it is cancelled. */
  | { readonly kind: 'statement' | 'awaiter' | 'abort' }
  /** A timeout or a group, held by a coroutine or by a generator. */
  | { readonly kind: 'scope'; readonly generator: PythonGenerator | null }

const isCancelled = (completion: Completion): completion is Throw =>
  completion.type === 'throw' && (completion.value as ErrorValue).name === 'CancelledError'

export const cancelRequested = ({ deliveries }: Task): void => void deliveries.push({ kind: 'statement' })
export const awaiterCancelled = ({ deliveries }: Task): void => void deliveries.push({ kind: 'awaiter' })
export const aborted = ({ deliveries }: Task): void => void deliveries.push({ kind: 'abort' })
export const cancelledBy = (
  { deliveries }: Task,
  { generator }: { readonly generator: PythonGenerator | null },
): void => void deliveries.push({ kind: 'scope', generator })

/** The task's step raises a CancelledError where it waits: the next event is what it does about that. */
export function delivered(task: Task): void {
  const { machine, deliveries, started } = task
  for (const delivery of deliveries) {
    if (delivery.kind === 'awaiter') occasion(machine, 'tasks.cancel-reaches-awaited')
    if (delivery.kind === 'abort') occasion(machine, 'tasks.group-cancels-siblings')
    if (delivery.kind === 'scope' && delivery.generator?.state === 'suspended')
      occasion(machine, 'tasks.yield-in-scope')
  }
  deliveries.length = 0
  if (!started) task.ending = 'tasks.cancel-before-start'
}

/** The next event is how the task has ended. */
export function ends({ machine, ending, shielded: detached, state }: Task): void {
  if (ending) occasion(machine, ending)
  if (detached && state === 'finished') occasion(machine, 'tasks.shield')
}

/** What is awaited has come. Whoever handles a cancellation waits like everybody else. */
export function waited(machine: PythonMachine, frame: Frame, completion: Completion): Completion {
  const goesOn = completion.type !== 'throw' && handledIn(machine, frame)?.name === 'CancelledError'
  if (goesOn) occasion(machine, 'tasks.cancel-once')
  return completion
}

/** `__aenter__` has failed. */
export function enterCancelled(machine: PythonMachine, failure: Completion): void {
  if (machine.loop && isCancelled(failure)) occasionUntilShown(machine, failure, 'tasks.cancel-in-enter')
}

/** The next event is the exit of a manager. */
export function exitCalled(machine: PythonMachine, body: Completion): void {
  if (machine.loop && isCancelled(body)) occasion(machine, 'tasks.cancel-passes-exits')
}

/** The exit of a manager has settled. */
export function exitSettled(machine: PythonMachine, body: Completion, answer: Completion): void {
  if (!machine.loop || !isCancelled(answer)) return
  if (body.type === 'throw' && body.value === answer.value) return
  occasionUntilShown(machine, answer, 'tasks.cancel-in-exit')
}

/** An exit or a handler has ended an error. */
export function swallowed(machine: PythonMachine, error: ErrorValue): void {
  if (machine.loop && error.name === 'CancelledError') occasion(machine, 'tasks.suppressed-cancel-continues')
}

/** The first error of those that are gathered, which the others need not wait for. */
export function failedFirst({ children }: Gathering, error: ErrorValue): ErrorValue {
  if (children.some(({ state }) => state === 'pending')) occasionWhenShown(error, 'tasks.gather-first-error')
  return error
}

/** The body of a group has ended. */
export function groupWaits(group: TaskGroup): void {
  group.waits = group.tasks.size > 0
}

/** A group is left, and nothing has failed. */
export function groupLeft({ machine, waits }: TaskGroup): void {
  if (waits) occasion(machine, 'tasks.group-waits')
}

export function groupFails(machine: PythonMachine, failure: Throw): Throw {
  occasionUntilShown(machine, failure, 'tasks.group-error-order')
  return failure
}

export function timedOut(machine: PythonMachine, failure: Throw): Throw {
  occasionUntilShown(machine, failure, 'tasks.timeout-converts-own-cancel')
  return failure
}

/** A timeout is left, and changes nothing: what is cancelled by somebody else stays so. */
export function timeoutPassed(machine: PythonMachine, body: Completion): Completion {
  if (isCancelled(body)) occasionUntilShown(machine, throwing(body.value), 'tasks.timeout-converts-own-cancel')
  return { type: 'normal', value: undefined }
}

/** Whoever awaits a shield goes on. */
export function shielded(machine: PythonMachine, completion: Completion, inner: Task): void {
  if (!isCancelled(completion) || inner.state !== 'pending') return
  inner.shielded = true
  occasionUntilShown(machine, completion, 'tasks.shield')
}
