/** A request and what its server does with it. */
import type * as el from '../../program/fetching/elaborated.ts'
import { type Machine, occasion } from '../machine.ts'
import { PromiseRecord, performPromiseThen, rejectPromise, resolvePromise } from '../promise.ts'
import { ErrorValue } from '../values.ts'
import { demandWhenShown } from './occasions.ts'

export interface Exchange {
  readonly request: el.Request
  /** The text of the body, or the error that says whose it is. */
  readonly text: PromiseRecord
  /** How many steps of its script are over. */
  steps: number
  answered: boolean
  /** What the client will fail with; perhaps only when it has read the body. */
  failure: ErrorValue | null
  /** Nothing more happens: the server has come to the end, or the client has gone. */
  over: boolean
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
  occasion(machine, 'fetching.each-url-once')
  machine.trace.push(`${request.name} request`)
  suspend(machine, exchange)
  return exchange
}

/** With a signal that has been aborted already, nothing is sent. */
export function refuse(machine: Machine, request: el.Request, reason: ErrorValue): Exchange {
  const text = new PromiseRecord()
  rejectPromise(machine, text, reason)
  return { request, text, steps: 0, answered: false, failure: null, over: true }
}

/** The server waits for its next checkpoint. Without one it does nothing more. */
function suspend(machine: Machine, exchange: Exchange): void {
  const step = exchange.request.steps[exchange.steps++]
  if (!step) return
  const promise = new PromiseRecord()
  machine.pending.push({ name: step.checkpoint, step: machine.step, promise })
  performPromiseThen(machine, promise, () => {
    // All of a step is sent together, before the client sees any of it.
    for (const act of step.acts) exchange.failure = play(machine, exchange, act) ?? exchange.failure
    if (!exchange.over) suspend(machine, exchange)
    const reads = !exchange.over && machine.dialect.fetching?.refused === 'read'
    if (exchange.failure && !reads) fail(machine, exchange, exchange.failure)
    else if (exchange.over) resolvePromise(machine, exchange.text, exchange.request.text)
  })
}

/** @returns the error that the client makes of it, if it does */
function play({ trace }: Machine, exchange: Exchange, act: el.Act): ErrorValue | null {
  const { name } = exchange.request
  const error = () => new ErrorValue(name)
  switch (act.kind) {
    case 'redirect':
      trace.push(`${name} redirected`, `${name} followed`)
      return null
    case 'headers':
      exchange.answered = true
      trace.push(`${name} answered ${act.status}`)
      return act.status >= 400 ? error() : null
    case 'chunk':
      return null
    case 'end':
      exchange.over = true
      trace.push(`${name} sent`)
      return null
    case 'break':
      exchange.over = true
      trace.push(`${name} broken`)
      return error()
    case 'network error':
      exchange.over = true
      trace.push(`${name} failed`)
      return error()
  }
}

/** A status that is refused leaves a body behind, which the client cancels. */
function fail(machine: Machine, exchange: Exchange, error: ErrorValue): void {
  demandWhenShown(error, 'fetching.failure-surfaces')
  occasion(machine, 'fetching.no-unhandled-rejection')
  abort(machine, exchange)
  rejectPromise(machine, exchange.text, error)
}

/** The client aborts the request, or cancels its body: the server's next checkpoint will never be released. */
export function abort(machine: Machine, exchange: Exchange): void {
  if (exchange.over) return
  exchange.over = true
  const { name, steps } = exchange.request
  const waits = steps[exchange.steps - 1]?.checkpoint
  const at = machine.pending.findIndex(one => one.name === waits)
  if (at !== -1) machine.pending.splice(at, 1)
  machine.trace.push(`${name} aborted`)
}
