/** Pipelines with every place named: see `elaborate.ts`. */
import type { OperatorName } from '../../dialects/operators.ts'

export interface ElaboratedPipeline {
  readonly form: 'pipeline'
  readonly stage: Stage
  readonly consumer: Consumer
  /** All sources, those that a flatMap gives among them, and all callbacks, by name. */
  readonly sources: readonly Source[]
  readonly callbacks: readonly Callback[]
}

export type Stage = Source | CallbackStage | FlatMap | Counted | Joined

export interface Source {
  readonly kind: 'source'
  /** Such as `it1`. */
  readonly actor: string
  readonly answers: readonly Answer[]
  readonly close: Close
}
/** One answer: a value, or the end, or an error. */
export interface Answer {
  readonly checkpoint: string | null
  readonly outcome: Value | Failure | Done
}
export interface Value {
  readonly kind: 'value'
  readonly value: number
}
export interface Failure {
  readonly kind: 'fails'
  readonly error: string
}
export interface Done {
  readonly kind: 'done'
}
export interface Close {
  readonly kind: 'answers' | 'absent' | 'waits' | 'rejects'
  /** Where it waits. */
  readonly checkpoint: string | null
  /** Where it rejects. */
  readonly error: string | null
}

export type OperatorKind = OperatorName

/** A callback of an operator, and what it does call by call. */
export interface Callback {
  /** Such as `f1`. */
  readonly actor: string
  readonly of: 'map' | 'parallelMap' | 'filter' | 'flatMap'
  readonly calls: readonly Call[]
  /** What it answers beyond its calls is this and the number of the call. */
  readonly base: number
}
export interface Call {
  readonly checkpoint: string | null
  readonly outcome: Value | Failure | Kept | Given
}
/** Of filter. */
export interface Kept {
  readonly kind: 'kept'
  readonly kept: boolean
}
/** Of flatMap. */
export interface Given {
  readonly kind: 'given'
  readonly source: Source
}

export interface CallbackStage {
  readonly kind: 'map' | 'parallelMap' | 'filter'
  readonly of: Stage
  readonly callback: Callback
  /** Of parallelMap; 1 for the others. */
  readonly concurrency: number
}
export interface FlatMap {
  readonly kind: 'flatMap'
  readonly of: Stage
  readonly callback: Callback
}
export interface Counted {
  readonly kind: 'take' | 'drop' | 'chunk' | 'buffer'
  readonly of: Stage
  readonly count: number
}
export interface Joined {
  readonly kind: 'concat' | 'merge' | 'zip'
  readonly of: readonly Stage[]
}

export type Consumer = Loop | Asks
export interface Loop {
  readonly kind: 'loop'
  /** Between making the pipeline and the loop. */
  readonly idle: string | null
  /** The checkpoint that each body awaits. */
  readonly bodies: readonly (string | null)[]
  readonly leaves: 'at the end' | 'break' | 'throw' | 'return'
  /** Where it throws. */
  readonly error: string | null
}
export interface Asks {
  readonly kind: 'asks'
  readonly idle: string | null
  readonly asks: readonly Ask[]
}
export interface Ask {
  readonly method: 'next' | 'return'
  readonly awaited: boolean
}

/** The stages that a stage iterates. */
export function inputsOf(stage: Stage): readonly Stage[] {
  if (stage.kind === 'source') return []
  return Array.isArray(stage.of) ? (stage.of as readonly Stage[]) : [stage.of as Stage]
}

/** A stage and all those below it, itself first. */
export function* stagesOf(stage: Stage): Generator<Stage> {
  yield stage
  for (const input of inputsOf(stage)) yield* stagesOf(input)
}
