import type { Block, Statement } from '../../program/fibers/ast.ts'
import { type Elaborated, elaborate } from '../../program/program.ts'

// Short ways to write programs with structured concurrency by hand.

export const program = (...main: Block): Elaborated => elaborate({ kind: 'fibers', main })
export const event: Statement = { kind: 'event' }
export const checkpoint: Statement = { kind: 'checkpoint' }
export const raise: Statement = { kind: 'raise', again: false }
export const returns: Statement = { kind: 'return', value: 'plain' }
export const attempt = (block: Block, handler: Block): Statement => ({ kind: 'attempt', block, handler })
export const ensure = (block: Block, finalizer: Block): Statement => ({ kind: 'ensure', block, finalizer })
/** A resource that waits while it is acquired and while it is released, so many checkpoints each. */
export const hold = (entering: number, exiting: number, ...body: Block): Statement => ({
  kind: 'hold',
  enter: { checkpoints: entering, outcome: 'entered' },
  exit: { checkpoints: exiting, outcome: 'ends' },
  body,
})
export const spawn = (task: Block, ...body: Block): Statement => ({ kind: 'spawn', task, body })
export const cancel: Statement = { kind: 'cancel', task: 0 }
export const join: Statement = { kind: 'join', task: 0 }
export const all = (...branches: readonly Block[]): Statement => ({ kind: 'all', branches })
export const timeout = (seconds: number, ...body: Block): Statement => ({ kind: 'timeout', seconds, body })
export const shield = (...body: Block): Statement => ({ kind: 'shield', body })
export const sleep = (seconds: number): Statement => ({ kind: 'sleep', seconds })
