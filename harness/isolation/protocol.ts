import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Case } from '../campaign/cases.ts'
import type { Failure } from '../campaign/chapter.ts'
import type { Selection } from '../campaign/runner.ts'
import type { Complaint } from '../messages/usage-error.ts'
import type { Blame } from './implementation-crash.ts'

/** What the judging process asks of the process that holds the implementation. */
export type Question =
  | { readonly call: 'runRange'; readonly selection: Selection; readonly from: number; readonly to: number }
  | { readonly call: 'brokenBy'; readonly selection: Selection; readonly cases: readonly Case[] }
  | { readonly call: 'runSome'; readonly selection: Selection; readonly cases: readonly Case[] }
  | { readonly call: 'minimise'; readonly selection: Selection; readonly rule: string; readonly failure: Failure }
  | { readonly call: 'runOne'; readonly selection: Selection; readonly one: Case }

/** `id` comes back with the answer. */
export type Request = Question & { readonly id: number }

/** What comes back. `alive` is the heartbeat: it stops when the event loop is blocked. */
export type Reply =
  | { readonly type: 'alive' }
  | {
      readonly type: 'ready'
      readonly subjects: readonly SubjectKind[]
      readonly dialect: Dialect
      readonly runs: number | null
      readonly isEngine: boolean
    }
  | { readonly type: 'refused'; readonly complaints: readonly [Complaint, ...Complaint[]] }
  | { readonly type: 'unusable'; readonly message: string }
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'crash'; readonly id: number; readonly message: string; readonly blame: Blame }

/** A reply as it is sent. The mark tells it from what the implementation sends through the same channel. */
export type Message = Reply & { readonly from: typeof mark }

export const mark = 'aexit'

export function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'from' in value && value.from === mark
}

/** How often the process says that it is alive, in milliseconds. */
export const heartbeat = 500

/** Exit codes of the process by which it says why it ends. */
export const exitCodes = { uncaught: 70, disconnected: 71 } as const
