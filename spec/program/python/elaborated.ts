/** What programs in Python have of their own, with every place named: see `../elaborated.ts`. */
import type { Block, Label, Routine } from '../elaborated.ts'
import type * as ast from './ast.ts'

export type PythonStatement =
  | ast.RaiseStop
  | ast.RaiseCaught
  | RaiseFrom
  | Except
  | AsyncWith
  | Ask
  | AsyncFor
  | Comprehension
  | ast.Collect
  | Enlist

export interface RaiseFrom {
  readonly kind: 'raise-from'
  readonly error: string
}
export interface Except {
  readonly kind: 'except'
  readonly block: Block
  readonly catches: ast.Except['catches']
  /** The text of the event that records the caught error. */
  readonly caught: string
  readonly handler: Block
  readonly finalizer: Block | null
}
export interface AsyncWith {
  readonly kind: 'async-with'
  readonly managers: readonly PythonManager[]
  /** The text of the event that records what the body is given. */
  readonly given: string
  readonly body: Block
}
export type PythonManager = ClassManager | FunctionManager | NotAManager
export interface ClassManager {
  readonly kind: 'class'
  /** The actor of its events, and the variable that holds what it gives. */
  readonly name: string
  readonly lookup: ast.ClassManager['lookup']
  /** What `__aenter__` answers. */
  readonly value: number
  readonly enter: PythonEnter
  readonly exit: PythonExit
}
export interface FunctionManager {
  readonly kind: 'function'
  readonly name: string
  readonly routine: Routine
}
export interface NotAManager {
  readonly kind: 'not a manager'
  readonly name: string
  readonly value: ast.NotAManager['value']
}
export interface PythonEnter {
  readonly checkpoints: readonly string[]
  readonly outcome: ast.PythonEnter['outcome']
  readonly error: string | null
}
export interface PythonExit {
  readonly checkpoints: readonly string[]
  readonly outcome: ast.PythonExit['outcome']
  readonly error: string | null
}

export interface Ask {
  readonly kind: 'ask'
  /** Holds the generator. */
  readonly variable: string
  readonly call: AskCall
  readonly text: string
  readonly records: boolean
}
export type AskCall =
  | { readonly kind: 'anext' | 'aclose' }
  /** `value: null` sends None. */
  | { readonly kind: 'asend'; readonly value: number | null }
  /** An error of the program, or a class of Python's. */
  | { readonly kind: 'athrow'; readonly error: string; readonly named: null }
  | { readonly kind: 'athrow'; readonly error: null; readonly named: 'StopAsyncIteration' | 'GeneratorExit' }

export interface AsyncFor {
  readonly kind: 'async-for'
  readonly label: Label
  readonly source: PythonSource
  /** The variable that holds the source while the block of `aclosing` lasts; null without one. */
  readonly aclosing: string | null
  readonly text: string
  readonly body: Block
  readonly otherwise: Block | null
}
export interface Comprehension {
  readonly kind: 'comprehension'
  readonly source: PythonSource
  readonly text: string
}
export type PythonSource =
  | { readonly kind: 'generator'; readonly routine: Routine }
  | { readonly kind: 'shared'; readonly variable: string }
  | PythonIterator
export interface PythonIterator {
  readonly kind: 'iterator'
  readonly name: string
  readonly steps: readonly PythonStep[]
  readonly close: ast.PythonClose
  readonly checkpoint: string | null
  readonly error: string | null
}
export type PythonStep =
  | { readonly kind: 'value'; readonly number: number }
  | { readonly kind: 'later'; readonly checkpoint: string; readonly number: number }
  | { readonly kind: 'fails'; readonly error: string }

export interface Enlist {
  readonly kind: 'enlist'
  readonly stack: string
  readonly entry: PythonEntry
}
export type PythonEntry =
  /** `text` records what enter_async_context answers. */
  | { readonly kind: 'enter'; readonly manager: PythonManager; readonly text: string }
  | { readonly kind: 'push'; readonly manager: ClassManager }
  | { readonly kind: 'callback'; readonly name: string; readonly exit: PythonExit }
  | { readonly kind: 'reentrant'; readonly name: string }
