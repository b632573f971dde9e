import { asGenerator, type OperatorName, type OperatorTraits } from '../../dialects/operators.ts'
import type { ElaboratedPipeline } from '../../program/pipeline/elaborated.ts'
import type { Coroutine } from '../coroutine.ts'
import type { Machine } from '../machine.ts'
import { checkpoint } from '../objects.ts'

/** One run of a pipeline. */
export interface Pipe {
  readonly machine: Machine
  readonly program: ElaboratedPipeline
  /** A callback has failed. */
  callbackFailed: boolean
  /** Async generators that have been made. */
  generators: number
  /** Callbacks that have been called and have not answered, by name. */
  readonly running: Map<string, number>
}

export function createPipe(machine: Machine, program: ElaboratedPipeline): Pipe {
  return { machine, program, callbackFailed: false, generators: 0, running: new Map() }
}

/** What the implementation declares of an operator. */
export function traitsOf({ machine }: Pipe, operator: OperatorName): OperatorTraits {
  return machine.dialect.operators?.[operator] ?? asGenerator
}

/** So many jobs are more than an operator puts between two others. */
const far = 60

/** How much slower one of several is at this pace. */
export function slowness({ pace }: Machine, number: number, times: number): number {
  return ((number * pace.actors) % 7) * times
}

/** How long an operator with several things under way takes to end: as long as it likes. */
export function* linger(machine: Machine): Coroutine<void> {
  for (let ticks = (machine.pace.actors % 2) * 5 * far; ticks > 0; ticks--) {
    machine.operand = undefined
    yield 'await'
  }
}

/** Waits for a checkpoint, if there is one; before that, as many jobs longer as the pace says: see `Pace`. */
export function* reachCheckpoint(machine: Machine, actor: string, name: string | null): Coroutine<void> {
  // At every other pace callbacks are as fast as ever: a slow source is not made up for by a fast callback.
  const isSlow = machine.pace.actors % 2 === 0 || actor.startsWith('it')
  const number = machine.pace.actors && isSlow ? Number(actor.replace(/\D/g, '')) : 0
  for (let ticks = slowness(machine, number, far); ticks > 0; ticks--) {
    machine.operand = undefined
    yield 'await'
  }
  if (name === null) return
  machine.operand = checkpoint(machine, name)
  yield 'await'
}
