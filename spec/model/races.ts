import type { Dialect } from '../dialects/dialect.ts'
import type * as el from '../program/elaborated.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { canonical, strandsOf } from '../trace/strands.ts'
import { runModel } from './run.ts'

/**
 * Does what is seen of a case depend on how many microtasks an await takes? Then a compiler, which may take others than
 * the engine, cannot be judged by it: two tasks that ask one generator within one step are served in the order in which
 * their awaits happen to end. Found by running the model with slower tasks and with slower generators.
 */
export function isRacy(program: el.Elaborated, schedule: Schedule, dialect: Dialect): boolean {
  const strands = strandsOf(program)
  const seen = [0, 1, 2, 3].map(pace => canonical(runModel(program, schedule, dialect).trace, strands).join('\n'))
  return seen.some(trace => trace !== seen[0])
}

/** Extra microtasks that an await takes, in tasks and in generators. */
export interface Pace {
  readonly task: number
  readonly generator: number
}

const paces: readonly Pace[] = [
  { task: 0, generator: 0 },
  { task: 3, generator: 0 },
  { task: 0, generator: 3 },
  { task: 7, generator: 2 },
]
