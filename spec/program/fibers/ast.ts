/**
 * Programs for libraries with structured concurrency, as abstract syntax: tasks that a parent spawns, that are
 * cancelled from outside, and what they hold meanwhile. Every block is an operation of the library; nothing here can
 * be caught but errors.
 */
import type * as core from '../ast.ts'

/** What the main task does. */
export interface FiberProgram {
  readonly kind: 'fibers'
  readonly main: Block
}

export type Block = readonly Statement[]

export type Statement =
  | core.Event
  | core.Checkpoint
  | core.Raise
  | Return
  | Attempt
  | Ensure
  | Hold
  | Spawn
  | Cancel
  | Join
  | All
  | Timeout
  | Shield
  | Sleep

/** Ends the task, or the branch, with a value. */
export interface Return {
  readonly kind: 'return'
  readonly value: 'plain'
}
/** A block with a handler, which records the error that it catches. */
export interface Attempt {
  readonly kind: 'attempt'
  readonly block: Block
  readonly handler: Block
}
/** A block with a finaliser, which runs however the block is left. */
export interface Ensure {
  readonly kind: 'ensure'
  readonly block: Block
  readonly finalizer: Block
}
/** Holds a resource while the body runs. */
export interface Hold {
  readonly kind: 'hold'
  readonly enter: core.Enter
  readonly exit: Release
  readonly body: Block
}
/** How a resource is released; it is told nothing. */
export interface Release {
  readonly checkpoints: number
  readonly outcome: 'ends' | 'fails'
}
/** Makes a child of the task that runs this, and keeps it at hand in `body`. It sees those that were made before it. */
export interface Spawn {
  readonly kind: 'spawn'
  readonly task: Block
  readonly body: Block
}
/** Cancels a task that is at hand, 0 the innermost, and waits as the library does; then says that it goes on. */
export interface Cancel {
  readonly kind: 'cancel'
  readonly task: number
}
/** Waits for a task; what comes of it is recorded. */
export interface Join {
  readonly kind: 'join'
  readonly task: number
}
/** Runs several side by side; the results are recorded. The first error wins, and the others are cancelled. */
export interface All {
  readonly kind: 'all'
  readonly branches: readonly Block[]
}
/** Gives the body so many seconds. */
export interface Timeout {
  readonly kind: 'timeout'
  readonly seconds: number
  readonly body: Block
}
/** Keeps a cancellation away from the body until that has ended. */
export interface Shield {
  readonly kind: 'shield'
  readonly body: Block
}
/** Waits for so many seconds. */
export interface Sleep {
  readonly kind: 'sleep'
  readonly seconds: number
}
