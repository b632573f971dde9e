/** The evaluation of the statements of programs with structured concurrency. */
import type * as el from '../../program/fibers/elaborated.ts'
import { type Completion, empty, normal, returning, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasion, reach } from '../machine.ts'
import { occasionWhenShown, show } from '../occasions.ts'
import { PromiseRecord, performPromiseThen } from '../promise.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import { leaveCleanup, leaveTask, raised, raises } from './leaving.ts'
import { runAll, runScope, sleep } from './members.ts'
import {
  awaitEnd,
  deliver,
  type FiberMachine,
  isCancelled,
  isDue,
  isFailure,
  requestCancel,
  Task,
  wait,
} from './task.ts'

/** What a statement sees around it. */
export interface Scope {
  readonly task: Task
  /** The names of errors and of places are the program's; tasks by their variables. */
  readonly tasks: ReadonlyMap<string, Task>
  /** What the handlers around have caught, the innermost first. */
  readonly caught: readonly unknown[]
}

/** The body of a task, to its very end: how it has ended is recorded before its children are seen to. */
export function* evaluateTask({ body, actor }: el.Routine, scope: Scope): Coroutine {
  const { task } = scope
  if (!task.parent) return yield* leaveTask(task, yield* evaluateBlock(body, scope))
  // What records the end of a body is a finaliser: see `noting` in `harness/drivers/fibers.ts`.
  const end: End = { of: empty }
  const { completion } = yield* inBlock(task, own => noting(evaluateBlock(body, { ...scope, task: own }), end))
  recordEnd(task.machine, actor, end.of)
  return yield* leaveTask(task, completion)
}

/** How a body has ended, whatever becomes of that where its block is left. */
interface End {
  of: Completion
}

function* noting(body: Coroutine, end: End): Coroutine {
  end.of = yield* body
  return end.of
}

export function recordEnd(machine: FiberMachine, actor: string, completion: Completion): void {
  machine.trace.push(`${actor} ${ending(machine, completion)}`)
}

function ending(machine: FiberMachine, completion: Completion): string {
  if (isCancelled(completion)) return 'cancelled'
  if (completion.type === 'throw') return `throws ${show(machine, completion.value)}`
  return completion.type === 'return' ? `returns ${show(machine, completion.value)}` : 'returns'
}

function* evaluateBlock(block: el.Block, scope: Scope): Coroutine {
  for (const node of block) {
    const completion = yield* evaluate(node, scope)
    if (completion.type !== 'normal') return completion
  }
  return empty
}

function* evaluate(node: el.Statement, scope: Scope): Coroutine {
  const { task } = scope
  const { machine } = task
  switch (node.kind) {
    case 'event':
      machine.trace.push(node.text)
      return empty
    case 'checkpoint':
      return yield* checkpoint(task, node.checkpoint)
    case 'raise':
      return throwing(node.error === null ? scope.caught[0] : new ErrorValue(node.error))
    case 'return':
      return returning(node.value)
    case 'attempt': {
      const completion = yield* evaluateBlock(node.block, scope)
      if (completion.type !== 'throw') return completion
      reach(machine, isCancelled(completion) ? clauses.Handler.passes : clauses.Handler.catches)
      if (isCancelled(completion)) return completion
      machine.trace.push(`${node.caught} ${show(machine, completion.value)}`)
      return yield* evaluateBlock(node.handler, { ...scope, caught: [completion.value, ...scope.caught] })
    }
    case 'ensure': {
      const body: Left = yield* inBlock(task, own => evaluateBlock(node.block, { ...scope, task: own }))
      return yield* cleaned(task, body, () => evaluateBlock(node.finalizer, scope))
    }
    case 'hold':
      return yield* hold(node, scope)
    case 'spawn': {
      const child = new Task(machine, node.routine.actor, task)
      child.start(own => evaluateTask(node.routine, { task: own, tasks: scope.tasks, caught: [] }))
      return yield* evaluateBlock(node.body, { ...scope, tasks: new Map([...scope.tasks, [node.task, child]]) })
    }
    case 'cancel': {
      const other = taskOf(scope, node.task)
      const unbegun = other.state === 'created'
      requestCancel(other, task)
      const waited = yield* awaitEnd(task, other)
      if (waited.type === 'throw') return waited
      if (raises(other)) return raised(task, other)
      reach(machine, clauses.Cancel.waits)
      if (other.dropped) occasion(machine, 'tasks.cleanup-error-dropped')
      occasion(machine, unbegun ? 'tasks.cancel-before-start' : 'tasks.cancel-waits')
      machine.trace.push(node.text)
      return empty
    }
    case 'join':
      return yield* join(node, scope)
    case 'all': {
      const completion = yield* runAll(task, node.branches, (branch, own) =>
        evaluateTask(branch, { task: own, tasks: scope.tasks, caught: [] }),
      )
      if (completion.type !== 'normal') return completion
      machine.trace.push(`${node.text} ${show(machine, completion.value)}`)
      return empty
    }
    case 'timeout':
      return yield* runScope(task, node.seconds, own => leaving(own, evaluateBlock(node.body, { ...scope, task: own })))
    case 'shield': {
      task.shields++
      const completion = yield* evaluateBlock(node.body, scope)
      task.shields--
      return leaveShield(task, completion)
    }
    case 'sleep':
      return yield* sleep(task, node.seconds)
  }
}

function taskOf({ tasks }: Scope, variable: string): Task {
  return tasks.get(variable) as Task
}

function* join({ task: variable, text }: el.Join, scope: Scope): Coroutine {
  const { task } = scope
  const { machine } = task
  const other = taskOf(scope, variable)
  const waited = yield* awaitEnd(task, other)
  if (waited.type === 'throw') return waited
  const { outcome } = other
  const { Join: clause } = clauses
  if (outcome.type !== 'throw') {
    reach(machine, clause.value)
    occasion(machine, 'tasks.join-gives-outcome')
    machine.trace.push(`${text} ${show(machine, outcome.type === 'return' ? outcome.value : undefined)}`)
    return empty
  }
  if (!isCancelled(outcome)) {
    reach(machine, clause.fails)
    occasionWhenShown(outcome.value, 'tasks.join-gives-outcome')
    return throwing(outcome.value)
  }
  const fails = machine.tasks.joinCancelled === 'error'
  reach(machine, fails ? clause.error : clause.cancelled)
  return throwing(fails ? new ErrorValue('Error') : outcome.value)
}

function checkpoint(task: Task, name: string): Coroutine {
  return wait(task, () => {
    const { machine } = task
    const promise = new PromiseRecord()
    machine.pending.push({ name, step: machine.step, promise })
    let abandoned = false
    performPromiseThen(machine, promise, () => {
      if (!abandoned) task.wake(normal(name))
    })
    return {
      abandon: () => {
        abandoned = true
      },
    }
  })
}

function* hold({ name, enter, exit, body }: el.Hold, scope: Scope): Coroutine {
  const { task } = scope
  const { machine } = task
  const uninterrupted = machine.tasks.acquisition === 'waits'
  if (uninterrupted) task.shields++
  machine.trace.push(`${name} enter`)
  const entered = yield* steps(task, enter)
  if (entered.type !== 'throw') {
    reach(machine, clauses.Acquire.acquired)
    if (task.undelivered) occasion(machine, 'tasks.acquisition-completes')
    machine.trace.push(`${name} entered`)
  } else {
    reach(machine, isCancelled(entered) ? clauses.Acquire.interrupted : clauses.Acquire.fails)
    if (isCancelled(entered)) occasion(machine, 'tasks.cancel-in-enter')
  }
  if (uninterrupted) task.shields--
  if (entered.type === 'throw') return leaveShield(task, entered)
  const unused = uninterrupted && isDue(task)
  if (unused) reach(machine, clauses.Acquire.unused)
  const within = unused
    ? { completion: deliver(task), cleanupFailed: false }
    : yield* inBlock(task, own => evaluateBlock(body, { ...scope, task: own }))
  return yield* cleaned(task, within, () => release(task, name, exit, isCancelled(within.completion)))
}

function* release(task: Task, name: string, exit: el.Step, cancelled: boolean): Coroutine {
  const { machine } = task
  if (cancelled) occasion(machine, 'tasks.cancel-passes-exits')
  machine.trace.push(`${name} exit`)
  const exited = yield* steps(task, exit)
  if (exited.type !== 'throw') {
    reach(machine, clauses.Acquire.released)
    if (task.undelivered) occasion(machine, 'tasks.cleanup-completes')
    if (cancelled && exit.checkpoints.length > 0) occasion(machine, 'tasks.cancel-once')
    machine.trace.push(`${name} exited`)
  } else if (isCancelled(exited)) occasion(machine, 'tasks.cancel-in-exit')
  return exited
}

/** The checkpoints of an acquisition or of a release, and how it ends. */
function* steps(task: Task, { checkpoints, error }: el.Step): Coroutine {
  for (const name of checkpoints) {
    const passed = yield* checkpoint(task, name)
    if (passed.type === 'throw') return passed
  }
  return error === null ? empty : throwing(new ErrorValue(error))
}

/** Something cleans up behind a body, and the block is left. */
function* cleaned(task: Task, { completion: body, cleanupFailed }: Left, cleanup: () => Coroutine): Coroutine {
  const { tasks, dialect } = task.machine
  if (tasks.cleanup === 'waits') task.shields++
  const completion = yield* cleanup()
  if (tasks.cleanup === 'waits') task.shields--
  const { Cleanup: clause } = clauses
  if (isCancelled(completion)) {
    reach(task.machine, clause.interrupts)
    return completion
  }
  const fails = isFailure(completion) && (body.type === 'throw' || dialect.exitErrorAlone === 'propagates')
  if (isFailure(completion) && !fails) reach(task.machine, clause.swallowed)
  // All that is cleaned up behind one body is one cleanup.
  if (!fails) return cleanupFailed ? leaveCleanup(task, empty, body) : leaveCleanup(task, body, empty)
  const yielding = yields(task, body)
  if (body.type !== 'throw') reach(task.machine, clause.alone)
  else if (isFailure(body)) reach(task.machine, yielding ? clause.yields : clause.replaces)
  return leaveCleanup(task, body, yielding ? body : completion)
}

/** A cleanup has failed behind a body that has ended so: is its error dropped? */
function yields(task: Task, body: Completion): boolean {
  const { tasks, dialect } = task.machine
  if (!isCancelled(body)) return body.type === 'throw' && dialect.exitErrorMeetsError === 'yields'
  // It is the task itself that has been cancelled, or another one that it has joined.
  const own = task.requested && task.shields === 0
  if (own) task.dropped = true
  if (own && task.joinedMeanwhile && tasks.joinCancelledMeetsError === 'error') task.machine.racy = true
  const { Cleanup, Handler } = clauses
  const yielding = own ? tasks.cleanupErrors === 'dropped' : tasks.joinCancelledMeetsError === 'cancelled'
  if (own) reach(task.machine, yielding ? Cleanup.dropped : Cleanup.raised)
  else reach(task.machine, yielding ? Handler.cancelledBehindJoin : Handler.errorBehindJoin)
  return yielding
}

/** A block that no cancellation reaches is left: one that has come meanwhile takes the place of whatever was pending. */
function leaveShield(task: Task, completion: Completion): Completion {
  return isDue(task) ? deliver(task) : completion
}

/** How the body of a block is left: with what, and whether that is the error of the cleanup of what was made in it. */
interface Left {
  readonly completion: Completion
  readonly cleanupFailed: boolean
}

/** The body of a block that cleans up. */
function* inBlock(task: Task, body: (own: Task) => Coroutine): Coroutine<Left> {
  if (task.machine.tasks.blocks === 'plain') return { completion: yield* body(task), cleanupFailed: false }
  const left = { cleanupFailed: false }
  const completion = yield* runScope(task, null, own => leavingBlock(own, body(own), left))
  return { completion, cleanupFailed: left.cleanupFailed }
}

/** A body that is a scope of its own, to its very end. */
function* leaving(own: Task, body: Coroutine): Coroutine {
  return yield* leaveTask(own, yield* body)
}

/** The same, and notes whether what cleans up in it has failed. */
function* leavingBlock(own: Task, body: Coroutine, left: { cleanupFailed: boolean }): Coroutine {
  const completion = yield* leaving(own, body)
  left.cleanupFailed = own.cleanupFailed
  return completion
}
