import type { Dialect } from '../dialects/dialect.ts'
import type { Elaborated } from '../program/program.ts'
import type { RuleId } from '../rules/rule-id.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { Clause } from './clauses.ts'
import { runClient } from './client/run.ts'
import { runEcmascript } from './ecmascript.ts'
import { runFetching } from './fetching/run.ts'
import { runFibers } from './fibers/run.ts'
import { normative, type Pace } from './machine.ts'
import { runPipeline } from './pipeline/run.ts'
import type { Exclusion } from './python/exclusions.ts'
import { runPython } from './python/run.ts'

/** What the model says of a case. */
export interface Prediction {
  readonly trace: readonly string[]
  /** Rules that had an occasion, each with the index of the event that it demands: id, index, id, index, … */
  readonly occasions: readonly (RuleId | number)[]
  /** At each decision, how many checkpoints were pending: what an exhaustive search of schedules needs. */
  readonly choices: readonly number[]
  /** Set where nothing can be held to the trace: the case is left out. */
  readonly excluded: Exclusion | null
}

/**
 * Runs a case in a dialect. `reached` is given the branches of clauses that were gone through, each with the index of the
 * event that came next: branch, index, branch, index, …; `pace` is for `races.ts`.
 */
export function runModel(
  program: Elaborated,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null = null,
  pace: Pace = normative,
): Prediction {
  switch (program.form) {
    case 'ecmascript':
      return runEcmascript(program, schedule, dialect, reached, pace)
    case 'python':
      return runPython(program, schedule, dialect, reached)
    case 'fetching':
      return runFetching(program, schedule, dialect, reached)
    case 'client':
      return runClient(program, schedule, dialect, reached)
    case 'pipeline':
      return runPipeline(program, schedule, dialect, reached, pace)
    case 'fibers':
      return runFibers(program, schedule, dialect, reached)
  }
}
