/** Statements of `./ast.ts`, with every place named: see `../elaborated.ts`. */
import type { Block, Routine } from '../elaborated.ts'
import type * as ast from './ast.ts'

export type TaskStatement = Spawn | Cancel | Join | Gather | Group | Timeout | ast.Sleep

export interface Spawn {
  readonly kind: 'spawn'
  /** Holds the task. */
  readonly task: string
  /** Holds the group; null without one. */
  readonly group: string | null
  readonly routine: Routine
  readonly body: Block
}
export interface Cancel {
  readonly kind: 'cancel'
  readonly task: string | null
  readonly text: string
}
export interface Join {
  readonly kind: 'join'
  readonly task: string
  readonly shield: boolean
  readonly text: string
}
export interface Gather {
  readonly kind: 'gather'
  readonly branches: readonly Routine[]
  readonly exceptions: boolean
  readonly text: string
}
export interface Group {
  readonly kind: 'group'
  /** Holds the group. */
  readonly group: string
  readonly body: Block
}
export interface Timeout {
  readonly kind: 'timeout'
  readonly seconds: number
  readonly body: Block
}
