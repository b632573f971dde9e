/** A request, and its response as whoever holds it sees it. */
import type { Held } from '../../program/client/elaborated.ts'
import { bodyOf, isChunked, isJson, redirects } from '../../program/fetching/script.ts'
import { abort, type Serving, serve } from '../fetching/serve.ts'
import { type Machine, occasion } from '../machine.ts'
import { PromiseRecord, rejectPromise, resolvePromise } from '../promise.ts'
import { ErrorValue } from '../values.ts'

export interface Response extends Serving {
  readonly held: Held
  /** The status, or why there is none. */
  readonly status: PromiseRecord
  /** Pieces that have come and that nobody has read. */
  pieces: number
  /** The body has come to its end. */
  ended: boolean
  /** What became of it instead. */
  error: ErrorValue | null
  /** It is being read as text, or has been: it is locked. */
  taken: boolean
  /** Whoever waits for a piece, or for all of it. */
  reader: PromiseRecord | null
}

/** Nothing is sent where the reason of a signal stands in the way. */
export function request(machine: Machine, held: Held, reason: ErrorValue | null): Response {
  const response: Response = {
    request: held.request,
    held,
    status: new PromiseRecord(),
    steps: 0,
    over: reason !== null,
    pieces: 0,
    ended: false,
    error: reason,
    taken: false,
    reader: null,
  }
  if (reason) {
    rejectPromise(machine, response.status, reason)
    return response
  }
  serve(machine, response, acts => {
    for (const act of acts) {
      // Each comes as two at least: what is left when one has been read is not the network's business.
      if (act.kind === 'chunk') response.pieces += 2
      else if (act.kind === 'end') response.ended = true
      else if (act.kind === 'break' || act.kind === 'network error') response.error = new ErrorValue(held.request.name)
    }
    if (response.error) occasion(machine, 'fetching.no-unhandled-rejection')
    for (const act of acts) if (act.kind === 'headers') resolvePromise(machine, response.status, act.status)
    if (acts.some(({ kind }) => kind === 'network error')) rejectPromise(machine, response.status, response.error)
    answerReader(machine, response)
  })
  return response
}

/**
 * The stream of its body is closed: whatever may still happen changes nothing about it.
 * @see https://streams.spec.whatwg.org/#readable-stream-default-controller-close
 */
const isClosed = ({ ended, pieces, error }: Response): boolean => ended && pieces === 0 && !error

/** Reads a piece of the body, or all of it. Gives what has been read as it stands in the trace. */
export function read(machine: Machine, response: Response, how: 'piece' | 'all'): PromiseRecord {
  const reader = new PromiseRecord()
  response.reader = reader
  response.taken = how === 'all'
  answerReader(machine, response)
  return reader
}

function answerReader(machine: Machine, response: Response): void {
  const { reader, taken, ended, error } = response
  if (!reader) return
  const answer = (text: string): void => {
    response.reader = null
    resolvePromise(machine, reader, text)
  }
  if (error) {
    response.reader = null
    rejectPromise(machine, reader, error)
  } else if (taken && ended) {
    response.pieces = 0
    demandText(machine, response)
    answer(JSON.stringify(bodyOf(response.request.steps)))
  } else if (!taken && response.pieces > 0) {
    response.pieces--
    answer('piece')
  } else if (!taken && ended) answer('end')
}

/** All of a body is about to be shown. */
function demandText(machine: Machine, { request: { steps } }: Response): void {
  if (redirects(steps)) occasion(machine, 'fetching.redirect')
  if (bodyOf(steps) === '') occasion(machine, 'fetching.empty-body')
  if (isJson(steps)) occasion(machine, 'fetching.bad-json')
  if (isChunked(steps)) occasion(machine, 'fetching.chunked-body')
}

/**
 * The signal of the caller is aborted: the server is left, and the body errs unless all of it has been read.
 * @see https://fetch.spec.whatwg.org/#abort-fetch
 */
export function abortResponse(machine: Machine, response: Response, reason: ErrorValue): void {
  if (!response.over) occasion(machine, 'fetching.abort-signal')
  abort(machine, response)
  if (response.error || isClosed(response)) return
  response.error = reason
  if (response.status.state === 'pending') rejectPromise(machine, response.status, reason)
  answerReader(machine, response)
}

/**
 * The body is cancelled where it is not closed, and not locked by having been read as text.
 *
 * @returns the error that this fails with, if it does
 * @see https://streams.spec.whatwg.org/#readable-stream-cancel
 */
export function release(machine: Machine, response: Response): ErrorValue | null {
  const { taken, error, held } = response
  if (taken || isClosed(response)) return null
  if (error) return error
  if (!response.over) occasion(machine, 'fetching.break-releases')
  abort(machine, response)
  return held.release === null ? null : new ErrorValue(held.release)
}
