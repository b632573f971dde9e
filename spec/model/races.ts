import type { Dialect } from '../dialects/dialect.ts'
import { type ElaboratedPipeline, stagesOf } from '../program/pipeline/elaborated.ts'
import type { Elaborated } from '../program/program.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { canonical, strandsOf } from '../trace/strands.ts'
import { normative, type Pace } from './machine.ts'
import { runModel } from './run.ts'

/** Slower tasks than the normative ones, slower generators, both, and generators that are slower to end than to yield. */
const paces: readonly Pace[] = [
  { task: 3, generator: 0, end: 0, actors: 0 },
  { task: 0, generator: 3, end: 0, actors: 0 },
  { task: 7, generator: 2, end: 0, actors: 0 },
  { task: 0, generator: 0, end: 3, actors: 0 },
]

/** Of pipelines: also sources and callbacks that are slower than others. */
const pipelinePaces: readonly Pace[] = [
  ...paces,
  { task: 0, generator: 0, end: 0, actors: 1 },
  { task: 0, generator: 0, end: 0, actors: 2 },
  { task: 1, generator: 0, end: 0, actors: 3 },
  { task: 0, generator: 1, end: 0, actors: 4 },
  { task: 0, generator: 0, end: 0, actors: 5 },
  { task: 0, generator: 1, end: 0, actors: 6 },
]

/**
 * Does what is seen of a case depend on how many microtasks an await takes? Then a compiler, which may take others than
 * the engine, cannot be judged by it: two tasks that ask one generator within one step are served in the order in which
 * their awaits happen to end. Found by running the model at other paces.
 */
export function isRacy(program: Elaborated, schedule: Schedule, dialect: Dialect): boolean {
  // Where they do, the model says so.
  if (program.form === 'fibers') return false
  if (program.form === 'pipeline' && mergesPipelines(program)) return true
  const strands = strandsOf(program)
  const traceAt = (pace: Pace): string =>
    canonical(runModel(program, schedule, dialect, null, pace).trace, strands).join('\n')
  const first = traceAt(normative)
  return (program.form === 'pipeline' ? pipelinePaces : paces).some(pace => traceAt(pace) !== first)
}

/**
 * How far each of several pipelines under one merge gets within a step is a matter of how many awaits are in each of
 * them, and no small number of paces shows all that can be.
 */
function mergesPipelines({ stage }: ElaboratedPipeline): boolean {
  return [...stagesOf(stage)].some(
    one => one.kind === 'merge' && one.of.length > 1 && one.of.some(({ kind }) => kind !== 'source'),
  )
}
