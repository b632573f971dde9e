/** Programs of `./ast.ts`, with every place named. */
import type * as ast from './ast.ts'

export interface ElaboratedFibers {
  readonly form: 'fibers'
  readonly main: Routine
}

/** The body of a task, or of one of those that run side by side. */
export interface Routine {
  readonly actor: string
  readonly body: Block
}

export type Block = readonly Statement[]

export type Statement =
  | { readonly kind: 'event'; readonly text: string }
  | { readonly kind: 'checkpoint'; readonly checkpoint: string }
  /** `error: null` raises again what the nearest handler caught. */
  | { readonly kind: 'raise'; readonly error: string | null }
  | { readonly kind: 'return'; readonly value: number }
  | { readonly kind: 'attempt'; readonly block: Block; readonly caught: string; readonly handler: Block }
  | { readonly kind: 'ensure'; readonly block: Block; readonly finalizer: Block }
  | Hold
  | Spawn
  | Cancel
  | Join
  | All
  | { readonly kind: 'timeout'; readonly seconds: number; readonly body: Block }
  | { readonly kind: 'shield'; readonly body: Block }
  | ast.Sleep

export interface Hold {
  readonly kind: 'hold'
  /** The actor of its events. */
  readonly name: string
  readonly enter: Step
  readonly exit: Step
  readonly body: Block
}
/** What an acquisition or a release does. */
export interface Step {
  readonly checkpoints: readonly string[]
  /** The error that it fails with, or null. */
  readonly error: string | null
}
export interface Spawn {
  readonly kind: 'spawn'
  /** Holds the task. */
  readonly task: string
  readonly routine: Routine
  readonly body: Block
}
export interface Cancel {
  readonly kind: 'cancel'
  readonly task: string
  readonly text: string
}
export interface Join {
  readonly kind: 'join'
  readonly task: string
  readonly text: string
}
export interface All {
  readonly kind: 'all'
  readonly branches: readonly Routine[]
  readonly text: string
}
