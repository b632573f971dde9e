/** A request of `fetchAll`, and the text that comes of it. */
import type * as el from '../../program/fetching/elaborated.ts'
import { type Machine, occasion } from '../machine.ts'
import { PromiseRecord, rejectPromise, resolvePromise } from '../promise.ts'
import { ErrorValue } from '../values.ts'
import { demandWhenShown } from './occasions.ts'
import { abort, type Serving, serve } from './serve.ts'

export interface Exchange extends Serving {
  /** The text of the body, or the error that says whose it is. */
  readonly text: PromiseRecord
  answered: boolean
  /** What the client will fail with; perhaps only when it has read the body. */
  failure: ErrorValue | null
}

/** The client sends a request. */
export function send(machine: Machine, request: el.Request): Exchange {
  const exchange: Exchange = {
    request,
    text: new PromiseRecord(),
    steps: 0,
    answered: false,
    failure: null,
    over: false,
  }
  serve(machine, exchange, acts => {
    exchange.answered ||= acts.some(({ kind }) => kind === 'headers')
    if (acts.some(fails)) exchange.failure = new ErrorValue(request.name)
    const reads = !exchange.over && machine.dialect.fetching?.refused === 'read'
    if (exchange.failure && !reads) fail(machine, exchange, exchange.failure)
    else if (exchange.over) resolvePromise(machine, exchange.text, request.text)
  })
  return exchange
}

/** With a signal that has been aborted already, nothing is sent. */
export function refuse(machine: Machine, request: el.Request, reason: ErrorValue): Exchange {
  const text = new PromiseRecord()
  rejectPromise(machine, text, reason)
  return { request, text, steps: 0, answered: false, failure: null, over: true }
}

/** The client makes an error of it. */
function fails(act: el.Act): boolean {
  if (act.kind === 'headers') return act.status >= 400
  return act.kind === 'network error' || act.kind === 'break'
}

/** A status that is refused leaves a body behind, which the client cancels. */
function fail(machine: Machine, exchange: Exchange, error: ErrorValue): void {
  demandWhenShown(error, 'fetching.failure-surfaces')
  occasion(machine, 'fetching.no-unhandled-rejection')
  abort(machine, exchange)
  rejectPromise(machine, exchange.text, error)
}
