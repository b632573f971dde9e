/**
 * What programs in Python have of their own, as abstract syntax. The rest of a program (events, checkpoints, jumps,
 * tries, counted loops, generators that are held open, tasks) is that of `../ast.ts`, with the meaning that Python gives
 * it: jumps reach the innermost loop only, and a return in a generator has no value.
 */
import type { Block } from '../ast.ts'

export type PythonStatement =
  | RaiseStop
  | RaiseCaught
  | RaiseFrom
  | Except
  | AsyncWith
  | Ask
  | AsyncFor
  | Comprehension
  | Collect
  | Enlist

/** `raise StopIteration` and `raise StopAsyncIteration`: what ends an iteration, raised by hand. */
export interface RaiseStop {
  readonly kind: 'raise-stop'
  readonly name: 'StopIteration' | 'StopAsyncIteration'
}
/** `raise caught`, by its name: what an enclosing handler caught, 0 the innermost. */
export interface RaiseCaught {
  readonly kind: 'raise-caught'
  readonly levels: number
}
/** `raise error from caught`, within a handler. */
export interface RaiseFrom {
  readonly kind: 'raise-from'
}
/** `try` with `except …  as caught`, whose handler records the error that it catches, and perhaps `finally`. */
export interface Except {
  readonly kind: 'except'
  readonly block: Block
  /** `BaseException` catches GeneratorExit too. */
  readonly catches: 'Exception' | 'BaseException'
  readonly handler: Block
  readonly finalizer: Block | null
}

/** `async with`, one manager or several; what the body is given is recorded. */
export interface AsyncWith {
  readonly kind: 'async-with'
  readonly managers: readonly PythonManager[]
  readonly body: Block
}
export type PythonManager = ClassManager | FunctionManager | NotAManager
/** A class with both methods. */
export interface ClassManager {
  readonly kind: 'class'
  /**
   * Where else than on the type its methods could be looked for: `instance` has others as attributes of the object,
   * which are ignored; `property` records that each is looked up.
   */
  readonly lookup: 'type' | 'instance' | 'property'
  readonly enter: PythonEnter
  readonly exit: PythonExit
}
/** A generator function under `@asynccontextmanager`. */
export interface FunctionManager {
  readonly kind: 'function'
  readonly body: Block
}
/** Something without the protocol; `instance` has both methods, as attributes of the object. */
export interface NotAManager {
  readonly kind: 'not a manager'
  readonly value: 'sync' | 'no exit' | 'no enter' | 'instance'
}
/** `not awaitable`: the method is a plain function, which answers None. */
export interface PythonEnter {
  readonly checkpoints: number
  readonly outcome: 'entered' | 'fails' | 'not awaitable'
}
export interface PythonExit {
  readonly checkpoints: number
  /**
   * `again` raises the error that it was given by its name, `bare` is a `raise` alone; `no truth` answers an object whose
   * truth cannot be told.
   */
  readonly outcome: 'ends' | 'fails' | 'again' | 'bare' | 'truthy' | 'no truth' | 'not awaitable'
}

/** One request by hand to an open generator. */
export interface Ask {
  readonly kind: 'ask'
  readonly generator: number
  readonly call: AskCall
  /** How it ends is recorded, and goes no further. */
  readonly records: boolean
}
export type AskCall =
  | { readonly kind: 'anext' | 'aclose' }
  | { readonly kind: 'asend'; readonly value: 'none' | 'plain' }
  | { readonly kind: 'athrow'; readonly error: 'error' | 'StopAsyncIteration' | 'GeneratorExit' }

/** `async for`, over a source or, under `aclosing`, within the block that closes it. */
export interface AsyncFor {
  readonly kind: 'async-for'
  readonly source: PythonSource
  readonly aclosing: boolean
  readonly body: Block
  /** The `else` clause, which a break leaves out. */
  readonly otherwise: Block | null
}
export type PythonSource =
  | { readonly kind: 'generator'; readonly body: Block }
  | { readonly kind: 'shared'; readonly generator: number }
  | { readonly kind: 'iterator'; readonly steps: readonly PythonStep[]; readonly close: PythonClose }
/** How `__anext__` answers: a value at once, a value after a checkpoint, an error. After its steps it is done. */
export type PythonStep = 'value' | 'later' | 'fails'
/** How `aclose` answers, where anybody calls it. */
export type PythonClose = 'answers' | 'later' | 'fails'

/** `[value async for value in source]`, recorded. */
export interface Comprehension {
  readonly kind: 'comprehension'
  readonly source: PythonSource
}

/** A point at which abandoned generators are finalised. */
export interface Collect {
  readonly kind: 'collect'
}

/** Registers something on an AsyncExitStack. */
export interface Enlist {
  readonly kind: 'enlist'
  readonly stack: number
  readonly entry: PythonEntry
}
export type PythonEntry =
  /** enter_async_context(manager). */
  | { readonly kind: 'enter'; readonly manager: PythonManager }
  /** push_async_exit(manager), which does not enter. */
  | { readonly kind: 'push'; readonly manager: ClassManager }
  /** push_async_callback(callback). */
  | { readonly kind: 'callback'; readonly exit: PythonExit }
  /** A callback that registers another one while the stack is closing. */
  | { readonly kind: 'reentrant' }
