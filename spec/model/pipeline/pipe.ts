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
  /** Callbacks that have been called and have not answered, by name. */
  readonly running: Map<string, number>
}

export function createPipe(machine: Machine, program: ElaboratedPipeline): Pipe {
  return { machine, program, callbackFailed: false, running: new Map() }
}

/** What the implementation declares of an operator. */
export function traitsOf({ machine }: Pipe, operator: OperatorName): OperatorTraits {
  return machine.dialect.operators?.[operator] ?? asGenerator
}

/** Waits for a checkpoint, if there is one; before that, as many jobs longer as the pace says: see `Pace`. */
export function* reachCheckpoint(machine: Machine, actor: string, name: string | null): Coroutine<void> {
  const { actors } = machine.pace
  for (let ticks = actors && (Number(actor.replace(/\D/g, '')) * actors) % 7; ticks > 0; ticks--) {
    machine.operand = undefined
    yield 'await'
  }
  if (name === null) return
  machine.operand = checkpoint(machine, name)
  yield 'await'
}
