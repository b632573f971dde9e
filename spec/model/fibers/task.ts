/**
 * Tasks with structured concurrency: each is a coroutine, a child of the one that has spawned it, and is not over before
 * its children are.
 *
 * @see https://effect.website/docs/v4/concurrency/fibers
 * @see https://frontside.com/effection/guides/v4/spawn/
 */
import type { TaskDialect } from '../../dialects/tasks.ts'
import { type Completion, empty, type Throw, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { type Machine, reach } from '../machine.ts'
import { occasionUntilShown } from '../occasions.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'

export interface FiberMachine extends Machine {
  readonly tasks: TaskDialect
  /** What runs next, in the order in which it became ready. */
  readonly ready: (() => void)[]
  readonly timers: { readonly when: number; readonly run: () => void; cancelled: boolean }[]
  /** Seconds. */
  now: number
  /** Two things have met in one step whose order nobody promises: see `Task.woken`. */
  racy: boolean
  /** Two errors have met of which nobody says whose goes on. */
  unsaid: boolean
}

/** What a task waits for. */
export interface Wait {
  /** The task whose end it is, if it is one. */
  readonly task: Task | null
  /** When the task is cancelled meanwhile. */
  readonly abandon: () => void
}

/** Why a task is to leave what it is in: somebody has cancelled it, or what was made in it has failed, or is late. */
export type Cause = 'cancelled' | 'failure'

/** Raised where a task that is cancelled waits. No handler sees it. */
export class Cancelled extends ErrorValue {
  readonly why: Cause

  constructor(why: Cause) {
    super('cancelled')
    this.why = why
  }
}
export const isCancelled = (completion: Completion): boolean =>
  completion.type === 'throw' && completion.value instanceof Cancelled

export const causeOf = ({ value }: Throw): Cause => (value instanceof Cancelled ? value.why : 'cancelled')

/** It ends with an error. */
export const isFailure = (completion: Completion): boolean => completion.type === 'throw' && !isCancelled(completion)

export class Task {
  readonly machine: FiberMachine
  readonly name: string
  readonly parent: Task | null
  state: 'created' | 'running' | 'ended' = 'created'
  outcome: Completion = empty
  readonly children = new Set<Task>()
  /** All that it has ever made. */
  readonly made: Task[] = []
  /** Those whose end it has waited for. */
  readonly awaited = new Set<Task>()
  readonly observers: (() => void)[] = []
  /** Somebody has asked for it to be cancelled. */
  requested = false
  /** The request, or the failure of a child, has yet to reach it; null if there is nothing of the kind. */
  undelivered: Cause | null = null
  /** Within how many blocks that no cancellation reaches. */
  shields = 0
  /** The step in which a child of it has failed last. */
  failedIn = -1
  /** The error of a child that ends it. */
  failure: Throw | null = null
  waiting: Wait | null = null
  /** A body that is a scope of its own, run for its parent, which goes on when it does. */
  hidden = false
  /** The scope that it is leaving, and waits for. */
  inner: Task | null = null
  /** It was cancelled in the step in which one that it had joined has ended as cancelled. */
  joinedMeanwhile = false
  /** It was cancelled, and the error of its cleanup was dropped. */
  dropped = false
  /** Told of its failure in place of its parent. */
  guard: ((failure: Completion) => void) | null = null
  /** What it ends with is the error of the cleanup of one that was made in it. */
  cleanupFailed = false
  /** Its body has ended, and what was made in it is being seen to. */
  leaving = false
  /** The step in which it was last made ready, or was started; and who has made it, until that one waits. */
  woken = -1
  maker: Task | null
  #body: Coroutine | null = null

  constructor(machine: FiberMachine, name: string, parent: Task | null) {
    this.machine = machine
    this.name = name
    this.parent = parent
    this.maker = parent
  }

  /** Begins as soon as whoever has made it waits. */
  start(body: (task: Task) => Coroutine): void {
    this.woken = this.machine.step
    this.parent?.children.add(this)
    this.parent?.made.push(this)
    this.machine.ready.push(() => {
      const begins = this.state === 'created'
      reach(this.machine, begins ? clauses.Spawn.begins : clauses.Spawn.unbegun)
      if (begins) this.#run(body)
    })
  }

  /** Begins at once: whoever has made it waits for it. */
  begin(body: (task: Task) => Coroutine): void {
    this.woken = this.machine.step
    this.parent?.children.add(this)
    this.#run(body)
  }

  #run(body: (task: Task) => Coroutine): void {
    this.state = 'running'
    this.#body = body(this)
    this.resume(empty)
  }

  resume(completion: Completion): void {
    const { done, value } = (this.#body as Coroutine).next(completion)
    if (done) end(this, value)
    else mayHaveWaited(this)
  }

  /** A body that is run for another task is that task to whoever asks. */
  #noteWoken(): void {
    this.woken = this.machine.step
    for (let task: Task = this; task.hidden && task.parent; task = task.parent) task.parent.woken = this.machine.step
  }

  /** It goes on with this, unless it has been cancelled before it does. */
  wake(completion: Completion): void {
    const { waiting, machine } = this
    this.#noteWoken()
    machine.ready.push(() => {
      if (this.waiting !== waiting || this.state !== 'running' || isBeingLeft(this)) return
      this.waiting = null
      this.resume(completion)
    })
  }
}

/** A scope around, which is one with it, has been told to leave it: what it waits for comes too late. */
function isBeingLeft({ hidden, parent, machine }: Task): boolean {
  if (!hidden || !parent || machine.tasks.blocks === 'plain') return false
  return parent.waiting === null || isBeingLeft(parent)
}

/** From here on, tasks that it has made may have begun. */
export function mayHaveWaited(task: Task): void {
  for (const child of task.made) if (child.maker === task) child.maker = null
}

/** Suspends the task until something wakes it. */
export function* wait(task: Task, begin: () => Omit<Wait, 'task'> & { readonly task?: Task }): Coroutine {
  reach(task.machine, clauses.Wait.waits)
  const { task: awaited = null, abandon } = begin()
  task.waiting = { task: awaited, abandon }
  const waited = yield 'await'
  return isDue(task) && waited.type !== 'throw' ? deliver(task) : waited
}

/** What reaches a task that is cancelled. */
export function deliver(task: Task): Throw {
  const cause = task.undelivered ?? 'cancelled'
  task.undelivered = null
  return throwing(new Cancelled(cause))
}

/** A request waits for nothing more: no block around keeps it away. */
export const isDue = (task: Task): boolean => task.undelivered !== null && task.shields === 0

/**
 * Asks for a task to be cancelled, once.
 *
 * @param by who asks: a task that it has made since it waited last has not begun
 */
export function requestCancel(task: Task, by: Task): void {
  noteRace(task, by)
  const { Cancel: clause } = clauses
  if (task.state === 'ended' || task.requested) {
    reach(task.machine, task.state === 'ended' ? clause.ended : clause.again)
    return
  }
  task.requested = true
  const unbegun = task.state === 'created'
  reach(task.machine, unbegun ? clause.unbegun : clause.running)
  if (unbegun) {
    task.outcome = throwing(new Cancelled('cancelled'))
    over(task)
  } else unwind(task, 'cancelled')
}

/** The same, of a body that the task runs for itself. */
export function requestOwn(task: Task, cause: Cause): void {
  if (task.state === 'ended' || task.requested) return
  task.requested = true
  unwind(task, cause)
}

/** Whether a task goes on before another one reaches it in the same step is nobody's promise. */
export function noteRace(task: Task, by: Task): void {
  const { machine } = task
  const unbegun = task.state === 'created' && task.maker === by
  if (task.woken === machine.step && !unbegun && !by.awaited.has(task)) machine.racy = true
}

/** Lets the task leave what it is in, as soon as it may. `failed`: the child whose failure is the cause, if it is one. */
export function unwind(task: Task, cause: Cause, failed: Task | null = null): void {
  if (task.inner && task.machine.tasks.blocks === 'scopes') {
    // They are one to whoever asks, and asked only once at a time.
    const pending = pendingIn(task.inner)
    if (pending) addCause(pending, cause)
    else unwind(innermost(task), cause, failed)
    return
  }
  addCause(task, cause)
  const { waiting, machine } = task
  if (waiting) reach(machine, task.shields > 0 ? clauses.Wait.kept : clauses.Wait.leaves)
  if (!waiting || task.shields > 0) return
  const { task: awaited } = waiting
  const { step } = machine
  waiting.abandon()
  if (awaited && awaited !== failed && !awaited.hidden)
    // Which of the two comes first within a step is nobody's promise.
    awaited.observers.push(() => {
      if (machine.step !== step) return
      task.joinedMeanwhile = true
      // Those around it that are cancelled too may see it as what that one has come to.
      for (let around = task.parent; around?.requested; around = around.parent) around.joinedMeanwhile = true
      const told = task.dropped && machine.tasks.joinCancelledMeetsError === 'error'
      if (!isCancelled(awaited.outcome) || told) machine.racy = true
    })
  task.waiting = null
  machine.ready.push(() => task.resume(deliver(task)))
}

const innermost = (task: Task): Task => (task.inner ? innermost(task.inner) : task)
const pendingIn = (scope: Task): Task | null => (scope.undelivered ? scope : scope.inner && pendingIn(scope.inner))

/** Of two causes, that somebody has cancelled it counts. */
function addCause(task: Task, cause: Cause): void {
  if (task.undelivered !== 'cancelled') task.undelivered = cause
}

/** Waits until a task is over. */
export function* awaitEnd(task: Task, other: Task): Coroutine {
  if (other.state === 'ended') {
    task.awaited.add(other)
    return empty
  }
  const waited = yield* wait(task, () => {
    const wake = (): void => task.wake(empty)
    other.observers.push(wake)
    return { task: other, abandon: () => void other.observers.splice(other.observers.indexOf(wake), 1) }
  })
  if (waited.type !== 'throw') task.awaited.add(other)
  return waited
}

function end(task: Task, completion: Completion): void {
  const cancelled = task.requested && !isFailure(completion)
  task.outcome = cancelled ? throwing(new Cancelled('cancelled')) : completion
  const { parent, outcome, machine } = task
  const { End: clause } = clauses
  if (cancelled) reach(machine, clause.cancelled)
  else if (task.requested) reach(machine, clause.cleanupFails)
  else reach(machine, isFailure(outcome) ? clause.fails : clause.ends)
  const fails = outcome.type === 'throw' && isFailure(outcome) && !task.requested
  if (task.guard && outcome.type === 'throw' && !task.requested) task.guard(outcome)
  // The parent first: it shall not see as the answer of a join what ends it.
  else if (fails && parent && machine.tasks.childError === 'ends its parent') failParent(parent, task, outcome)
  else if (fails && parent) reach(machine, clause.lost)
  over(task)
}

function failParent(parent: Task, child: Task, failure: Throw): void {
  if (parent.state === 'ended') return
  if (parent.leaving && parent.hidden && parent.parent && parent.machine.tasks.blocks === 'scopes') {
    reach(parent.machine, clauses.ChildFails.leavingScope)
    failParent(parent.parent, child, failure)
    return
  }
  const { step } = parent.machine
  // Two that fail in one step are one reason to leave, or two.
  if (parent.woken === step || parent.failedIn === step) parent.machine.racy = true
  parent.failedIn = step
  reach(parent.machine, clauses.ChildFails.endsParent)
  // It is because of its end that the parent goes on.
  parent.awaited.add(child)
  parent.failure = failure
  occasionUntilShown(parent.machine, failure, 'tasks.child-error-ends-parent')
  unwind(parent, 'failure', child)
}

function over(task: Task): void {
  task.state = 'ended'
  task.parent?.children.delete(task)
  for (const observe of [...task.observers]) observe()
}

/** Sets something to a time. */
export function callAt(machine: FiberMachine, seconds: number, run: () => void): { cancelled: boolean } {
  const { timers, now } = machine
  const timer = { when: now + seconds, run, cancelled: false }
  // Which of two that are due at one time goes first is nobody's promise.
  if (timers.some(({ when, cancelled }) => when === timer.when && !cancelled)) machine.racy = true
  const later = timers.findIndex(({ when }) => when > timer.when)
  timers.splice(later < 0 ? timers.length : later, 0, timer)
  return timer
}
