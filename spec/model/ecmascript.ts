import type { Dialect } from '../dialects/dialect.ts'
import type * as el from '../program/elaborated.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { Clause } from './clauses.ts'
import { startAsync } from './coroutine.ts'
import { evaluateRoutine, recordTask } from './evaluate.ts'
import { createMachine, type Pace } from './machine.ts'
import type { Prediction } from './run.ts'
import { runToEnd } from './scheduler.ts'
import { outermost } from './scope.ts'

/** Runs statements: see `runModel`. */
export function runEcmascript(
  program: el.Elaborated,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null,
  pace: Pace,
): Prediction {
  const machine = createMachine(dialect, reached, pace)
  return runToEnd(machine, schedule, () =>
    recordTask(machine, 'main', startAsync(machine, evaluateRoutine(outermost(machine), program.main))),
  )
}
