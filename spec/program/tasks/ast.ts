/**
 * Tasks of asyncio, their groups, their cancellation and the passing of time, as abstract syntax: for programs in
 * Python, beside what `../python/ast.ts` has.
 */
import type { Block } from '../ast.ts'

export type TaskStatement = Spawn | Cancel | Join | Gather | Group | Timeout | Sleep

/**
 * Makes a task, with `asyncio.create_task` or within a group (0 the innermost), and keeps it at hand in `body`. The task
 * itself sees those that were made before it, and neither itself nor those within which it was made: none can wait for
 * another that waits for it.
 */
export interface Spawn {
  readonly kind: 'spawn'
  readonly group: number | null
  /** It is cancelled when it has made its first step, for which `asyncio.sleep(0)` makes room. */
  readonly interrupted: boolean
  readonly task: Block
  readonly body: Block
}
/** Cancels a task, or the one that runs this where `task` is null; the answer is recorded. */
export interface Cancel {
  readonly kind: 'cancel'
  readonly task: number | null
}
/** Awaits a task, perhaps through `asyncio.shield`; its result is recorded. */
export interface Join {
  readonly kind: 'join'
  readonly task: number
  readonly shield: boolean
}
/** `await asyncio.gather(…)` of coroutines; the results are recorded. */
export interface Gather {
  readonly kind: 'gather'
  readonly branches: readonly Block[]
  /** `return_exceptions=True`. */
  readonly exceptions: boolean
}
/** `async with asyncio.TaskGroup()`. */
export interface Group {
  readonly kind: 'group'
  readonly body: Block
}
/** `async with asyncio.timeout(seconds)`. */
export interface Timeout {
  readonly kind: 'timeout'
  readonly seconds: number
  readonly body: Block
}
/** `await asyncio.sleep(seconds)`. */
export interface Sleep {
  readonly kind: 'sleep'
  readonly seconds: number
}
