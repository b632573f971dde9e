import type { Dialect } from '../dialects/dialect.ts'
import type { RuleId } from '../rules/rule-id.ts'
import type { Clause } from './clauses.ts'
import type { PromiseRecord } from './promise.ts'

/** The state of one run of the model. */
export interface Machine {
  readonly dialect: Dialect
  readonly trace: string[]
  /** The job queue: each job is two entries, a function and the promise that it is given. */
  readonly jobs: (Job | PromiseRecord)[]
  readonly pending: PendingCheckpoint[]
  /** Rejected promises that nobody listens to, in the order of rejection. */
  readonly unhandled: Set<PromiseRecord>
  /** How many checkpoints have been released. */
  step: number
  /** How many exits have been called. */
  exits: number
  /** What the coroutine that has just suspended hands over: see `coroutine.ts`. */
  operand: unknown
  /** Rules that had an occasion, each with the index of the event that it demands: id, index, id, index, … */
  readonly occasions: (RuleId | number)[]
  readonly pace: Pace
  /** Branches of clauses that were gone through, each with the index of the next event; null when nobody asks. */
  readonly reached: (Clause | number)[] | null
}

/**
 * Microtasks that an await takes beyond what the text says, in tasks and in generators, and the answer to the request in
 * which a generator ends: none, but for `races.ts`. With `actors` each scripted source and each callback of a pipeline is
 * as much slower as its number says.
 */
export interface Pace {
  readonly task: number
  readonly generator: number
  readonly end: number
  readonly actors: number
}

export const normative: Pace = { task: 0, generator: 0, end: 0, actors: 0 }

export type Job = (promise: PromiseRecord) => void

export interface PendingCheckpoint {
  readonly name: string
  readonly step: number
  readonly promise: PromiseRecord
}

export function createMachine(dialect: Dialect, reached: (Clause | number)[] | null, pace: Pace): Machine {
  return {
    dialect,
    trace: [],
    jobs: [],
    pending: [],
    unhandled: new Set(),
    step: 0,
    exits: 0,
    operand: undefined,
    // The last rule of each chapter demands every trace as a whole.
    occasions: [
      'context-manager.trace',
      0,
      'exit-stack.trace',
      0,
      'generator.trace',
      0,
      'iteration.trace',
      0,
      'tasks.trace',
      0,
      'operators.trace',
      0,
      'fetching.trace',
      0,
    ],
    pace,
    reached,
  }
}

/** Runs jobs until none is left. */
export function runJobs(machine: Machine): void {
  const { jobs } = machine
  for (let i = 0; i < jobs.length; i += 2) {
    const run = jobs[i] as Job
    run(jobs[i + 1] as PromiseRecord)
  }
  jobs.length = 0
}

/** Says, once, that the next event is demanded by this rule. */
export function occasion({ occasions, trace }: Machine, rule: RuleId): void {
  const at = trace.length
  for (let i = occasions.length - 1; occasions[i] === at; i -= 2) if (occasions[i - 1] === rule) return
  occasions.push(rule, at)
}

/** Says that this branch of a clause was gone through. */
export function reach(machine: Machine, clause: Clause): void {
  machine.reached?.push(clause, machine.trace.length)
}
