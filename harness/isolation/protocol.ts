import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Case } from '../campaign/cases.ts'
import type { Failure } from '../campaign/chapter.ts'
import type { Selection } from '../campaign/runner.ts'
import type { Complaint } from '../messages/usage-error.ts'

/** What the judging process asks of the process that holds the implementation. */
export type Request =
  | { readonly call: 'runRange'; readonly selection: Selection; readonly from: number; readonly to: number }
  | { readonly call: 'runSome'; readonly selection: Selection; readonly cases: readonly Case[] }
  | { readonly call: 'minimise'; readonly selection: Selection; readonly rule: string; readonly failure: Failure }
  | { readonly call: 'runOne'; readonly selection: Selection; readonly one: Case }

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
  | { readonly type: 'result'; readonly value: unknown }
  | { readonly type: 'failed'; readonly message: string }

/** How often the process says that it is alive, in milliseconds. */
export const heartbeat = 500
