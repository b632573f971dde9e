/**
 * Completion Records.
 * @see https://tc39.es/ecma262/multipage/ecmascript-data-types-and-values.html#sec-completion-record-specification-type
 */
import type { Label } from '../program/elaborated.ts'

export type Completion = Normal | Abrupt
export type Abrupt = Throw | Return | Jump
export interface Normal {
  readonly type: 'normal'
  readonly value: unknown
}
export interface Throw {
  readonly type: 'throw'
  readonly value: unknown
  /** What it has met on its way: see `met`. */
  met: number
}
export interface Return {
  readonly type: 'return'
  readonly value: unknown
  met: number
  /** It closes a generator: it stems from a request, not from a statement. */
  readonly closes: boolean
}
/** `target: null` is the innermost loop. */
export interface Jump {
  readonly type: 'break' | 'continue'
  readonly target: Label | null
  met: number
}

/** What a completion can meet on its way out, as bits. Nothing but the bookkeeping of occasions reads them. */
export const met = {
  /** An exit was called. */
  exit: 1,
  /** It is the error of an exit, alone or with others. */
  failedExit: 2,
  /** An exit put its error in the place of the one that was in flight. */
  replacement: 4,
  /** An iterator was closed. */
  close: 8,
  /** It is the failure of an enter. */
  failedEnter: 16,
  /** It is the refusal of something without the protocol. */
  refusal: 32,
} as const

export const empty: Normal = { type: 'normal', value: undefined }
/** Normal, because an exit has ended an error. */
export const suppressed: Normal = { type: 'normal', value: undefined }

export function normal(value: unknown): Normal {
  return value === undefined ? empty : { type: 'normal', value }
}
export function throwing(value: unknown): Throw {
  return { type: 'throw', value, met: 0 }
}
export function returning(value: unknown): Return {
  return { type: 'return', value, met: 0, closes: false }
}
/** What return(value) resumes a generator with. */
export function closing(value: unknown): Return {
  return { type: 'return', value, met: 0, closes: true }
}
export function jumping(type: Jump['type'], target: Label | null): Jump {
  return { type, target, met: 0 }
}

/** Notes what a completion has met; one that is normal goes nowhere. */
export function notes(completion: Completion, what: number): void {
  if (completion.type !== 'normal') completion.met |= what
}
/** Has it met this? */
export function hasMet(completion: Completion, what: number): boolean {
  return completion.type !== 'normal' && (completion.met & what) !== 0
}
