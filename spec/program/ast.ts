/**
 * The abstract syntax of test programs: plain data, without names.
 *
 * Names are positions: an event, an error, a checkpoint, a value or a resource is called after the place where it
 * stands (see `elaborate`), so that programs that differ only in names are one program. Which node may stand where is
 * said once, by the grammar in `spec/grammar/programs/`.
 */
import type { PythonStatement } from './python/ast.ts'

/** A test program: what its main task does. Everything else (generators, further tasks) stands where it is used. */
export interface Program {
  readonly kind: 'program'
  /** The language that it is written in, where that is not ECMAScript's or a library's business. */
  readonly language?: 'python'
  readonly main: Block
}

export type Block = readonly Statement[]

export type Statement =
  | Event
  | Checkpoint
  | Raise
  | Return
  | Jump
  | Labelled
  | Try
  | Declare
  | With
  | Repeat
  | ForOf
  | ForAwait
  | Yield
  | Delegate
  | Request
  | Open
  | Concurrently
  | FromAsync
  | StackOperation
  | PythonStatement

/** Records that control came by. */
export interface Event {
  readonly kind: 'event'
}
/** Suspends until the scheduler releases this checkpoint. */
export interface Checkpoint {
  readonly kind: 'checkpoint'
}
/** Raises an error of its own. `again` re-raises the error that the nearest handler caught. */
export interface Raise {
  readonly kind: 'raise'
  readonly again: boolean
}
export interface Return {
  readonly kind: 'return'
  readonly value: Value
}
/** Leaves (`break`) or goes on with (`continue`) an enclosing target; 0 is the innermost. */
export interface Jump {
  readonly kind: 'break' | 'continue'
  readonly levels: number
}
/** A labelled block: a target for `break` only. */
export interface Labelled {
  readonly kind: 'labelled'
  readonly body: Block
}
/** `handler` records the error that it catches, then runs. */
export interface Try {
  readonly kind: 'try'
  readonly block: Block
  readonly handler: Block | null
  readonly finalizer: Block | null
}

/**
 * ECMAScript: `using` or `await using` with one or more resources, for the rest of the block it stands in.
 * `shadow` gives the first resource the name of the nearest enclosing one.
 */
export interface Declare {
  readonly kind: 'declare'
  readonly declaration: Declaration
  readonly shadow: boolean
  readonly resources: readonly Resource[]
}
export type Declaration = 'using' | 'await using'

/**
 * A library's bracket: managers held, in order, while the body, a function, runs. It records what the body is given
 * (by the innermost manager), and what the bracket answers: `return` in the body leaves the body only.
 */
export interface With {
  readonly kind: 'with'
  readonly managers: readonly Manager[]
  readonly body: Block
}

/** How an operand or a result is given: itself, as a promise, as a promise that rejects, or as a foreign thenable. */
export type Value = 'none' | 'plain' | 'fulfilled' | 'rejected' | 'pending' | 'thenable'

/** What can be declared with `using` and `await using`. */
export type Resource = Disposable | Nullish | Refused
export interface Disposable {
  readonly kind: 'disposable'
  readonly enter: Enter
  /** How the object that carries the methods is made. */
  readonly carrier: 'object' | 'function' | 'instance' | 'frozen' | 'getter'
  /** Which of the two methods it has; `null-async` has `[Symbol.asyncDispose]: null` beside the sync one. */
  readonly methods: 'async' | 'sync' | 'both' | 'null-async'
  readonly exit: Exit
}
export interface Nullish {
  readonly kind: 'nullish'
  readonly value: 'null' | 'undefined'
}
/** A value without the protocol: refused with TypeError. */
export interface Refused {
  readonly kind: 'refused'
  readonly value: 'no method' | 'not callable' | 'primitive'
}

/** How a resource is acquired. */
export interface Enter {
  readonly checkpoints: number
  readonly outcome: 'entered' | 'fails'
}
/** How a resource is released: checkpoints passed first, then how it ends. */
export interface Exit {
  readonly checkpoints: number
  /**
   * `fails` throws an error of its own; `again` throws the very error it was given (dialects that see it);
   * `truthy` answers true; `rejected`, `pending` and `thenable` are what a method that is not an async function returns.
   */
  readonly outcome: 'ends' | 'fails' | 'again' | 'truthy' | 'rejected' | 'pending' | 'thenable'
}

/** An asynchronous context manager, of the dialects whose brackets take one. */
export interface Manager {
  readonly kind: 'manager'
  readonly enter: Enter
  readonly exit: Exit
}

/** A counted loop; `head` is held for the whole loop, as in `for (await using a = …; …; …)`. */
export interface Repeat {
  readonly kind: 'repeat'
  readonly times: number
  readonly head: Declare | null
  readonly body: Block
}
/** `for (using a of […])`, `for (await using a of […])`, and their `for await` forms: each item held for one turn. */
export interface ForOf {
  readonly kind: 'for-of'
  readonly await: boolean
  readonly declaration: Declaration
  readonly resources: readonly Resource[]
  readonly body: Block
}
/** `for await (const value of source) { record the value; body }`. */
export interface ForAwait {
  readonly kind: 'for-await'
  readonly source: Source
  readonly body: Block
}

/** What a loop, a delegation or Array.fromAsync reads from. */
export type Source = GeneratorSource | SharedSource | IteratorSource | SyncSource
/** A fresh generator with this body. */
export interface GeneratorSource {
  readonly kind: 'generator'
  readonly body: Block
}
/** A generator that an enclosing `open` holds; 0 is the innermost. A generator's own body is within its scope. */
export interface SharedSource {
  readonly kind: 'shared'
  readonly generator: number
}
/** An async iterator that is scripted and records every call. After its steps it is done. */
export interface IteratorSource {
  readonly kind: 'iterator'
  readonly steps: readonly Step[]
  readonly close: Close
}
/** How next() answers: with a value at once, after a checkpoint, by rejecting, by throwing, with no object. */
export type Step = 'value' | 'later' | 'rejects' | 'throws' | 'not an object'
/** How return() answers; `absent` and `null` are the two ways of having none. */
export type Close = 'absent' | 'null' | 'answers' | 'later' | 'rejects' | 'throws' | 'not an object'
/** A sync iterator, scripted likewise; `async` reads it through the AsyncFromSyncIterator. */
export interface SyncSource {
  readonly kind: 'sync'
  readonly steps: readonly SyncStep[]
  readonly close: 'absent' | 'answers' | 'throws' | 'not an object'
}
export type SyncStep = 'value' | 'fulfilled' | 'pending' | 'rejected' | 'throws'

/** Generators only; the value that the yield is resumed with is recorded when `records` is set. */
export interface Yield {
  readonly kind: 'yield'
  readonly value: Value
  readonly records: boolean
}
/** `yield*`; the result of the delegation is recorded. */
export interface Delegate {
  readonly kind: 'delegate'
  readonly source: Source
}
/** Makes a generator and keeps it at hand, for requests and loops in `body` (and in the generator itself). */
export interface Open {
  readonly kind: 'open'
  readonly generator: Block
  readonly body: Block
}
/**
 * Requests by hand to an open generator: one, which is awaited and its answer recorded, or several, made without waiting
 * in between, then all awaited, each answer recorded as it comes.
 */
export interface Request {
  readonly kind: 'request'
  readonly generator: number
  readonly calls: readonly Call[]
}
export type Call =
  | { readonly kind: 'next'; readonly value: 'none' | 'plain' }
  | { readonly kind: 'throw' }
  | { readonly kind: 'return'; readonly value: Value }
/** Tasks that run side by side, started in order; goes on when all have ended, however they end. */
export interface Concurrently {
  readonly kind: 'concurrently'
  readonly branches: readonly Block[]
}
/** `await Array.fromAsync(source)`; the result is recorded. */
export interface FromAsync {
  readonly kind: 'from-async'
  readonly source: Source
}

/**
 * Operations on exit stacks. A `stack` block opens a stack that its body may use and that is closed when the body is
 * left; `stack: 0` in an operation is the innermost.
 */
export type StackOperation = StackBlock | StackRegister | StackMove | StackClose
export interface StackBlock {
  readonly kind: 'stack'
  /** `held`: closed at the end of the block, however it is left. `loose`: closed by hand or not at all. */
  readonly hold: 'held' | 'loose'
  readonly body: Block
}
export interface StackRegister {
  readonly kind: 'register'
  readonly stack: number
  readonly entry: StackEntry
}
export type StackEntry =
  /** ECMAScript: use(resource). */
  | { readonly kind: 'use'; readonly resource: Resource }
  /** ECMAScript: adopt(value, onDispose) and defer(onDispose). */
  | { readonly kind: 'adopt' | 'defer'; readonly exit: Exit }
  /** Python: enter_async_context(manager), and push_async_exit(manager), which does not enter. */
  | { readonly kind: 'enter' | 'push'; readonly manager: Manager }
  /** Python: push_async_callback(callback), which sees nothing and cannot suppress. */
  | { readonly kind: 'callback'; readonly exit: Exit }
  /** A callback that registers another one while the stack is closing. */
  | { readonly kind: 'reentrant'; readonly exit: Exit }
/** ECMAScript: move(); Python: pop_all(). The new stack is closed by a block of its own around the rest. */
export interface StackMove {
  readonly kind: 'move'
  readonly stack: number
  readonly body: Block
}
/** disposeAsync() or aclose(), awaited; `receiver: bad` calls the method on an object that is no stack. */
export interface StackClose {
  readonly kind: 'close'
  readonly stack: number
  readonly receiver: 'stack' | 'bad'
}
