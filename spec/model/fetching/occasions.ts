/** Which rules about fetching an event is an occasion of, where that takes more than a line. */
import type * as el from '../../program/fetching/elaborated.ts'
import { isChunked, isJson, redirects } from '../../program/fetching/script.ts'
import type { RuleId } from '../../rules/rule-id.ts'
import { type Machine, occasion } from '../machine.ts'
import type { ErrorValue } from '../values.ts'
import type { Exchange } from './exchange.ts'

/** The rule demands the event that shows this error. */
export function demandWhenShown(error: ErrorValue, rule: RuleId): void {
  error.demands = { rule, next: error.demands }
}

/** The consumer leaves, or the whole fails, while these are under way, and so many URLs have not been requested. */
export function left(machine: Machine, underWay: readonly Exchange[], others: number, how: 'leaves' | 'fails'): void {
  if (others > 0) occasion(machine, 'fetching.no-request-after-exit')
  if (underWay.length === 0) return
  occasion(machine, 'fetching.no-unhandled-rejection')
  if (how === 'fails') occasion(machine, 'fetching.failure-aborts-siblings')
  else {
    if (underWay.some(({ answered }) => !answered)) occasion(machine, 'fetching.break-aborts')
    if (underWay.some(({ answered }) => answered)) occasion(machine, 'fetching.break-releases')
  }
}

/** A result is about to be handed over, one of several that are wanted. */
export function handsOver(machine: Machine, { steps, text }: el.Request, several: boolean): void {
  if (several) occasion(machine, 'fetching.order')
  if (redirects(steps)) occasion(machine, 'fetching.redirect')
  if (text === '') occasion(machine, 'fetching.empty-body')
  if (isJson(steps)) occasion(machine, 'fetching.bad-json')
  if (isChunked(steps)) occasion(machine, 'fetching.chunked-body')
}
