import type { Dialect } from '../../dialects/dialect.ts'
import type { ElaboratedPipeline } from '../../program/pipeline/elaborated.ts'
import type { Schedule } from '../../schedule/schedule.ts'
import type { Clause } from '../clauses.ts'
import { startAsync } from '../coroutine.ts'
import { recordTask } from '../evaluate.ts'
import { createMachine, type Pace } from '../machine.ts'
import type { Prediction } from '../run.ts'
import { runToEnd } from '../scheduler.ts'
import { consume } from './consumer.ts'
import { createPipe } from './pipe.ts'

/** Runs a pipeline: see `runModel`. */
export function runPipeline(
  program: ElaboratedPipeline,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null,
  pace: Pace,
): Prediction {
  const machine = createMachine(dialect, reached, pace)
  const pipe = createPipe(machine, program)
  return runToEnd(machine, schedule, () => recordTask(machine, 'main', startAsync(machine, consume(pipe))))
}
