/** Programs with every place named: what `elaborate` makes of the abstract syntax, node for node. */
import type * as ast from './ast.ts'
import type { PythonStatement } from './python/elaborated.ts'
import type { TaskStatement } from './tasks/elaborated.ts'

export interface Elaborated {
  readonly form: 'ecmascript' | 'python'
  readonly main: Routine
}

/** A function body: a task's or a generator's. */
export interface Routine {
  readonly actor: string
  readonly body: Block
}

export type Block = readonly Statement[]

/** `label` is null unless a jump needs it. */
export interface Label {
  readonly label: string | null
}

export type Statement =
  | { readonly kind: 'event'; readonly text: string }
  | { readonly kind: 'checkpoint'; readonly checkpoint: string }
  /** `error: null` re-raises what the nearest handler caught. */
  | { readonly kind: 'raise'; readonly error: string | null }
  | { readonly kind: 'return'; readonly value: Value }
  /** `label: null` is the innermost loop. */
  | { readonly kind: 'jump'; readonly jump: 'break' | 'continue'; readonly label: Label | null }
  | { readonly kind: 'labelled'; readonly label: Label; readonly body: Block }
  | Try
  | Declare
  | With
  | Repeat
  | ForOf
  | ForAwait
  | { readonly kind: 'yield'; readonly value: Value; readonly text: string | null }
  | { readonly kind: 'delegate'; readonly source: Source; readonly text: string }
  | { readonly kind: 'from-async'; readonly source: Source; readonly text: string }
  /** `variable` holds the generator. */
  | { readonly kind: 'open'; readonly variable: string; readonly generator: Routine; readonly body: Block }
  | { readonly kind: 'request'; readonly variable: string; readonly call: Call; readonly text: string }
  | { readonly kind: 'burst'; readonly variable: string; readonly calls: readonly { call: Call; text: string }[] }
  | { readonly kind: 'concurrently'; readonly branches: readonly Routine[] }
  | StackStatement
  | PythonStatement
  | TaskStatement

export interface Try {
  readonly kind: 'try'
  readonly block: Block
  /** The text of the event that records the caught error; null without a handler. */
  readonly caught: string | null
  readonly handler: Block | null
  readonly finalizer: Block | null
}
export interface Declare {
  readonly kind: 'declare'
  readonly declaration: ast.Declaration
  readonly shadow: boolean
  readonly resources: readonly Resource[]
}
/** `given` records what the body receives, `text` what the bracket answers. */
export interface With {
  readonly kind: 'with'
  readonly managers: readonly Manager[]
  readonly given: string
  readonly body: Block
  readonly text: string
}
export interface Repeat {
  readonly kind: 'repeat'
  readonly label: Label
  readonly times: number
  readonly head: Declare | null
  readonly body: Block
}
export interface ForOf {
  readonly kind: 'for-of'
  readonly label: Label
  readonly await: boolean
  readonly declaration: ast.Declaration
  readonly resources: readonly Resource[]
  readonly body: Block
}
export interface ForAwait {
  readonly kind: 'for-await'
  readonly label: Label
  readonly source: Source
  readonly text: string
  readonly body: Block
}

export type StackStatement =
  | { readonly kind: 'stack'; readonly stack: string; readonly held: boolean; readonly body: Block }
  | { readonly kind: 'register'; readonly stack: string; readonly entry: StackEntry }
  | { readonly kind: 'move'; readonly from: string; readonly stack: string; readonly body: Block }
  /** `text` is recorded between the call and the await of its answer. */
  | { readonly kind: 'close'; readonly stack: string; readonly bad: boolean; readonly text: string }

export type StackEntry =
  | { readonly kind: 'use'; readonly resource: Resource; readonly text: string }
  | {
      readonly kind: 'adopt'
      readonly name: string
      readonly value: number
      readonly exit: Exit
      readonly text: string
    }
  | { readonly kind: 'defer' | 'callback' | 'reentrant'; readonly name: string; readonly exit: Exit }
  | { readonly kind: 'enter' | 'push'; readonly manager: Manager; readonly text: string }

/**
 * `active` is the method that the declaration must choose; the exit's script is in it, the other one, where there is
 * one, is a decoy.
 */
interface Named {
  /** The actor of its events. */
  readonly name: string
  /** The variable that holds it: its name, or the one that it shadows. */
  readonly variable: string
  readonly declaration: ast.Declaration
}
export type Resource =
  | (Named & ast.Nullish)
  | (Named & ast.Refused)
  | (Named & {
      readonly kind: 'disposable'
      readonly carrier: ast.Disposable['carrier']
      readonly methods: ast.Disposable['methods']
      readonly active: 'async' | 'sync'
      /** null: it is at hand at once, and nothing of its making is recorded. */
      readonly enter: Enter | null
      readonly exit: Exit
    })

export interface Manager {
  readonly name: string
  /** What enter() answers. */
  readonly value: number
  readonly enter: Enter
  readonly exit: Exit
}
export interface Enter {
  readonly checkpoints: readonly string[]
  /** The error that it fails with, or null. */
  readonly error: string | null
}
export interface Exit {
  readonly checkpoints: readonly string[]
  readonly outcome: ast.Exit['outcome']
  /** For `fails` and `rejected`. */
  readonly error: string | null
  /** For `pending`: the checkpoint whose promise is returned. */
  readonly pending: string | null
}

export type Value =
  | { readonly kind: 'none' }
  | { readonly kind: 'plain' | 'fulfilled' | 'thenable'; readonly number: number }
  | { readonly kind: 'rejected'; readonly error: string }
  /** The promise of a checkpoint; it is fulfilled with the checkpoint's name. */
  | { readonly kind: 'pending'; readonly checkpoint: string }

export type Call =
  | { readonly kind: 'next' | 'return'; readonly value: Value }
  | { readonly kind: 'throw'; readonly error: string }

export type Source = GeneratorSource | SharedSource | IteratorSource | SyncSource
export interface GeneratorSource {
  readonly kind: 'generator'
  readonly generator: Routine
}
export interface SharedSource {
  readonly kind: 'shared'
  readonly variable: string
}
export interface IteratorSource {
  readonly kind: 'iterator'
  readonly name: string
  readonly steps: readonly Step[]
  readonly close: ast.Close
  readonly checkpoint: string | null
  readonly error: string | null
}
export type Step =
  | { readonly kind: 'value'; readonly number: number }
  | { readonly kind: 'later'; readonly checkpoint: string; readonly number: number }
  | { readonly kind: 'rejects' | 'throws'; readonly error: string }
  | { readonly kind: 'not an object' }
export interface SyncSource {
  readonly kind: 'sync'
  readonly name: string
  readonly steps: readonly SyncStep[]
  readonly close: ast.SyncSource['close']
  readonly error: string | null
}
export type SyncStep =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'throws'; readonly error: string }
