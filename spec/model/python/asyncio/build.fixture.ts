import type { Block } from '../../../program/ast.ts'
import type * as ast from '../../../program/tasks/ast.ts'

// Short ways to write programs about tasks by hand; the rest is in `../build.fixture.ts`.

const spawns = (task: Block, body: Block, more: Partial<ast.Spawn> = {}): ast.Spawn => ({
  kind: 'spawn',
  group: null,
  interrupted: false,
  task,
  body,
  ...more,
})
export const spawn = (task: Block, ...body: Block): ast.Spawn => spawns(task, body)
/** Cancelled when it has made its first step. */
export const interrupt = (task: Block, ...body: Block): ast.Spawn => spawns(task, body, { interrupted: true })
/** In the innermost group. */
export const child = (task: Block, ...body: Block): ast.Spawn => spawns(task, body, { group: 0 })
export const cancel: ast.Cancel = { kind: 'cancel', task: 0 }
export const cancelSelf: ast.Cancel = { kind: 'cancel', task: null }
export const join: ast.Join = { kind: 'join', task: 0, shield: false }
export const shield: ast.Join = { kind: 'join', task: 0, shield: true }
export const gather = (...branches: Block[]): ast.Gather => ({ kind: 'gather', branches, exceptions: false })
export const gatherOutcomes = (...branches: Block[]): ast.Gather => ({ kind: 'gather', branches, exceptions: true })
export const group = (...body: Block): ast.Group => ({ kind: 'group', body })
export const timeout = (seconds: number, ...body: Block): ast.Timeout => ({ kind: 'timeout', seconds, body })
export const sleep = (seconds: number): ast.Sleep => ({ kind: 'sleep', seconds })
