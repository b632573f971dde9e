import type { Body, Tasks } from '../../../../harness/index.ts'
import { type Ending, hasFailed } from './ending.ts'

/*
 * A tiny library with structured concurrency: tasks are generators that yield what they wait for, and a cancellation is
 * an error that is thrown where a task waits, which no handler is given.
 */

type Answers = Tasks['answers']

/** What a body yields: it is told how to go on, and says how to give up waiting. */
type Suspension = (resume: (ending: Ending) => void) => () => void
type Running = Iterator<unknown, unknown, unknown>

/** Thrown where a task that is cancelled waits. */
class Cancellation extends Error {
  override name = 'cancelled'
}

/** What a mutant does otherwise, each by a step that is given what the conforming one is given. */
export interface Steps {
  /** Whether a task that is cancelled before it has begun begins all the same. */
  readonly begins: (task: Task) => boolean
  /** Whether a request to cancel reaches a task where it is. */
  readonly reaches: (task: Task) => boolean
  /** Releases what is held behind a use that has ended so. */
  readonly release: (task: Task, release: Body, used: Ending) => Generator<unknown, Ending, unknown>
  /** Runs an acquisition. */
  readonly acquire: (task: Task, acquire: Body) => Generator<unknown, Ending, unknown>
  /** Whoever has cancelled a task waits until it is over. */
  readonly awaitCancelled: (task: Task) => Generator
  /** What is done with the children when the body has ended. */
  readonly leave: (task: Task) => Generator
  /** A child has failed. */
  readonly childFailed: (parent: Task, error: unknown) => void
  /** What whoever joins a task gets. */
  readonly outcome: (task: Task) => Ending
  /** The values of several that have run side by side and have ended well, in the order in which they have ended. */
  readonly gather: (members: readonly Task[], ended: readonly Task[]) => readonly unknown[]
  /** One of several has failed. */
  readonly memberFailed: (others: readonly Task[]) => Generator
  /** Whoever waits for several is cancelled. */
  readonly abandon: (members: readonly Task[]) => Generator
  /** What has become of a body whose time was up. */
  readonly late: (ending: Ending) => Ending
  /** A body whose time is up. */
  readonly expire: (body: Task) => void
}

export class Task {
  readonly steps: Steps
  readonly answers: Answers
  readonly parent: Task | null
  readonly children = new Set<Task>()
  readonly #observers: (() => void)[] = []
  readonly #body: Body
  #running: Running | null = null
  #abandon: (() => void) | null = null
  ending: Ending | null = null
  requested = false
  pending = false
  shields = 0
  failure: Ending | null = null
  /** The error of a cleanup that was dropped because the task was cancelled. */
  dropped: { readonly error: unknown } | null = null
  /** Told of its failure in place of its parent. */
  guard: ((ending: Ending) => void) | null = null

  constructor(steps: Steps, answers: Answers, parent: Task | null, body: Body) {
    this.steps = steps
    this.answers = answers
    this.parent = parent
    this.#body = body
    parent?.children.add(this)
    queueMicrotask(() => this.#begin())
  }

  get begun(): boolean {
    return this.#running !== null
  }

  #begin(): void {
    if (this.ending) return
    this.#running = withChildren(this, this.#body)
    this.resume({ value: undefined })
  }

  resume(ending: Ending): void {
    const outer = current
    current = this
    try {
      const running = this.#running as Running
      const { done, value } = hasFailed(ending) ? throwInto(running, ending.error) : running.next(ending.value)
      if (done) this.end({ value })
      else this.#suspend(value as Suspension)
    } catch (error) {
      this.end({ error })
    } finally {
      current = outer
    }
  }

  #suspend(suspension: Suspension): void {
    if (this.isDue()) {
      this.#deliver()
      return
    }
    let waiting = true
    const abandon = suspension(ending => {
      if (!waiting) return
      waiting = false
      this.#abandon = null
      this.resume(ending)
    })
    if (!waiting) return
    this.#abandon = () => {
      waiting = false
      abandon()
    }
  }

  isDue(): boolean {
    return this.pending && this.steps.reaches(this)
  }

  request(): void {
    if (this.ending || this.requested) return
    this.requested = true
    if (this.begun || this.steps.begins(this)) this.unwind()
    else this.end({ error: new Cancellation() })
  }

  unwind(): void {
    this.pending = true
    if (!this.#abandon || !this.steps.reaches(this)) return
    this.#abandon()
    this.#abandon = null
    this.#deliver()
  }

  #deliver(): void {
    this.pending = false
    queueMicrotask(() => this.resume({ error: new Cancellation() }))
  }

  end(ending: Ending): void {
    const failed = hasFailed(ending) && !isCancellation(ending.error)
    this.ending = this.requested && !failed ? { error: new Cancellation() } : ending
    if (this.guard && hasFailed(ending) && !this.requested) this.guard(ending)
    else if (failed && !this.requested && this.parent) this.steps.childFailed(this.parent, ending.error)
    this.parent?.children.delete(this)
    for (const observe of this.#observers.splice(0)) observe()
  }

  /** Calls this when it is over, unless the function that it answers has been called. */
  observe(observe: () => void): () => void {
    this.#observers.push(observe)
    return () => void this.#observers.splice(this.#observers.indexOf(observe), 1)
  }

  /** Waits until it is over. */
  *over(): Generator<unknown, Ending, unknown> {
    if (!this.ending) {
      yield (resume: (ending: Ending) => void) => {
        return this.observe(() => queueMicrotask(() => resume({ value: undefined })))
      }
    }
    return this.ending as Ending
  }
}

/** The task that runs. */
let current: Task

export const isCancellation = (error: unknown): boolean => error instanceof Cancellation

function throwInto(running: Running, error: unknown): IteratorResult<unknown, unknown> {
  if (!running.throw) throw error
  return running.throw(error)
}

/** Runs a body, and says how it has ended. */
export function* endingOf(body: Body): Generator<unknown, Ending, unknown> {
  try {
    return { value: yield* body() }
  } catch (error) {
    return { error }
  }
}

/** The body of a task, and behind it the end of its children, which nothing interrupts. */
function* withChildren(task: Task, body: Body): Generator<unknown, unknown, unknown> {
  const ending = yield* endingOf(body)
  task.shields++
  yield* task.steps.leave(task)
  task.shields--
  const left = leaveShield(task, ending)
  const failed = hasFailed(left) && !isCancellation(left.error)
  return deliver(failed ? left : (task.failure ?? left))
}

function deliver(ending: Ending): unknown {
  if (hasFailed(ending)) throw ending.error
  return ending.value
}

/** Keeps cancellations away from a body. */
export function* shielded(task: Task, body: Body): Generator<unknown, Ending, unknown> {
  task.shields++
  const ending = yield* endingOf(body)
  task.shields--
  return ending
}

/** One that has come meanwhile takes the place of whatever was pending. */
function leaveShield(task: Task, ending: Ending): Ending {
  if (!task.isDue()) return ending
  task.pending = false
  return { error: new Cancellation() }
}

export const steps: Steps = {
  begins: () => false,
  reaches: ({ shields }) => shields === 0,
  acquire: (task, acquire) => (task.answers.acquisition === 'waits' ? shielded(task, acquire) : endingOf(acquire)),
  release: (task, release) => (task.answers.cleanup === 'waits' ? shielded(task, release) : endingOf(release)),
  *awaitCancelled(task) {
    yield* task.over()
  },
  *leave({ children, answers }) {
    if (answers.children === 'together') for (const child of children) child.request()
    while (children.size > 0) {
      for (const child of answers.children === 'one by one' ? [...children].reverse() : [...children]) {
        if (answers.children === 'one by one') child.request()
        yield* child.over()
      }
    }
  },
  childFailed(parent, error) {
    if (parent.answers.childError !== 'ends its parent' || parent.ending) return
    parent.failure = { error }
    parent.unwind()
  },
  gather: members => members.map(({ ending }) => (ending as { value: unknown }).value),
  *memberFailed(others) {
    yield* endAll(others)
  },
  *abandon(members) {
    yield* endAll([...members].reverse())
  },
  late: () => ({ error: new TimeoutError() }),
  expire: body => body.request(),
  outcome({ ending, answers }) {
    if (!ending || !hasFailed(ending) || !isCancellation(ending.error)) return ending as Ending
    return answers.joinCancelled === 'error' ? { error: new Error('the task was cancelled') } : ending
  },
}

/** Cancels tasks, as their parents do, and waits for them. */
function* endAll(tasks: readonly Task[]): Generator {
  const [first] = tasks
  if (first?.answers.children !== 'one by one') for (const task of tasks) task.request()
  for (const task of tasks) {
    task.request()
    yield* task.over()
  }
}

class TimeoutError extends Error {
  override name = 'TimeoutError'
}

/** The answers of the reference, unless a mutant needs others. */
export const answers: Answers = {
  acquisition: 'waits',
  cleanup: 'waits',
  cleanupErrors: 'dropped',
  joinCancelled: 'cancelled',
  joinCancelledMeetsError: 'cancelled',
  childError: 'ends its parent',
  children: 'one by one',
  groupError: 'first',
  bodyErrorMeetsChildError: 'child',
  blocks: 'plain',
}

/** Makes the library, with these steps and answers in place of the conforming ones. */
export function tasksOf(flaw: Partial<Steps> = {}, answered: Partial<Answers> = {}): Tasks<Task> {
  const conduct = { ...steps, ...flaw }
  const declared = { ...answers, ...answered }
  const make = (parent: Task | null, body: Body): Task => new Task(conduct, declared, parent, body)
  return {
    answers: declared,
    run: body => {
      const main = make(null, body)
      return new Promise((resolve, reject) => {
        main.observe(() => {
          const ending = main.ending as Ending
          if (hasFailed(ending)) reject(ending.error)
          else resolve(ending.value as never)
        })
      })
    },
    isCancellation,
    *wait(promise) {
      return (yield (resume: (ending: Ending) => void) => {
        void promise().then(value => resume({ value }))
        return () => {}
      }) as never
    },
    *fail(error) {
      throw error
    },
    *attempt(body, handler) {
      try {
        return yield* body()
      } catch (error) {
        if (isCancellation(error)) throw error
        return yield* handler(error)
      }
    },
    *ensure(body, finalizer) {
      const task = current
      const ending = yield* endingOf(body)
      return deliver(combine(task, ending, yield* conduct.release(task, finalizer, ending))) as never
    },
    *hold(acquire, use, release) {
      const task = current
      const acquired = yield* conduct.acquire(task, acquire)
      const entered = leaveShield(task, acquired)
      if (hasFailed(acquired)) return deliver(entered) as never
      const used = hasFailed(entered) ? entered : yield* endingOf(use)
      return deliver(combine(task, used, yield* conduct.release(task, release, used))) as never
    },
    *spawn(body) {
      return make(current, body)
    },
    *join(task) {
      yield* task.over()
      return deliver(conduct.outcome(task))
    },
    *cancel(task) {
      task.request()
      yield* conduct.awaitCancelled(task)
    },
    *all(bodies) {
      const owner = current
      const members = bodies.map(body => make(owner, body))
      for (const member of members) member.shields = owner.shields
      const group = gathering(members)
      const ending = yield* endingOf(() => group.over())
      if (!hasFailed(ending)) return conduct.gather(members, group.ended)
      const failure = group.failure()
      const running = () => members.filter(member => !member.ending)
      if (failure) {
        const run = declared.children === 'one by one' ? endingOf : (end: Body) => shielded(owner, end)
        const ended = leaveShield(owner, yield* run(() => conduct.memberFailed(running())))
        if (!hasFailed(ended)) return deliver(failure) as never
      }
      yield* shielded(owner, () => conduct.abandon(running()))
      return deliver({ error: new Cancellation() }) as never
    },
    *timeout(seconds, body) {
      const owner = current
      const member = make(owner, body)
      member.guard = () => {}
      let late = false
      const timer = setTimeout(() => {
        late = true
        conduct.expire(member)
      }, seconds * 1000)
      const waited = yield* endingOf(() => member.over())
      clearTimeout(timer)
      if (hasFailed(waited)) {
        member.request()
        yield* shielded(owner, () => member.over())
        return deliver(waited) as never
      }
      const ending = member.ending as Ending
      return deliver(late ? conduct.late(ending) : ending) as never
    },
    *shield(body) {
      const task = current
      return deliver(leaveShield(task, yield* shielded(task, body))) as never
    },
    *sleep(seconds) {
      yield (resume: (ending: Ending) => void) => {
        const timer = setTimeout(() => resume({ value: undefined }), seconds * 1000)
        return () => clearTimeout(timer)
      }
    },
  }
}

/** The error of a cleanup goes on, unless there is one already. */
function combine(task: Task, used: Ending, released: Ending): Ending {
  const left = leaveShield(task, released)
  if (!hasFailed(left)) return used
  if (hasFailed(used) && isCancellation(used.error) && !isCancellation(left.error)) task.dropped = left
  return isCancellation(left.error) || !hasFailed(used) ? left : used
}

/** Watches several tasks: over when all are, or when one has failed. */
function gathering(members: readonly Task[]) {
  const ended: Task[] = []
  let failure: Ending | null = null
  let tell = (): void => {}
  for (const member of members) {
    member.guard = ending => {
      failure ??= ending
      tell()
    }
    member.observe(() => {
      ended.push(member)
      if (ended.length === members.length) tell()
    })
  }
  return {
    ended,
    failure: () => failure,
    *over(): Generator {
      if (failure || ended.length === members.length) return
      yield (resume: (ending: Ending) => void) => {
        tell = () => queueMicrotask(() => resume(failure ?? { value: undefined }))
        return () => {
          tell = () => {}
        }
      }
    },
  }
}
