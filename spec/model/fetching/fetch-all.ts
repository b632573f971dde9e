/**
 * `fetchAll(urls, { concurrency, signal })`: a window that slides over the URLs. What is left to choice is read from what
 * the adapter declares.
 */
import { type FetchingTraits, slidingWindow } from '../../dialects/fetching.ts'
import type * as el from '../../program/fetching/elaborated.ts'
import { type Machine, occasion } from '../machine.ts'
import { PromiseRecord, performPromiseThen, rejectPromise, resolvePromise } from '../promise.ts'
import type { ErrorValue } from '../values.ts'
import { IteratorResult } from '../values.ts'
import { type Exchange, refuse, send } from './exchange.ts'
import { handsOver, left } from './occasions.ts'
import { abort } from './serve.ts'

export interface FetchAll {
  readonly machine: Machine
  readonly traits: FetchingTraits
  readonly program: el.Fetching
  /** Requested and not handed over, in the order of the URLs. */
  wanted: Exchange[]
  /** Those of them that have come, or failed, in that order. */
  come: Exchange[]
  /** How many URLs have been requested. */
  requested: number
  /** Whoever has asked for a result and waits for it. */
  asking: PromiseRecord | null
  /** Why there will be no further result; it is told once. */
  failure: ErrorValue | null
  /** The reason of the caller's signal. */
  reason: ErrorValue | null
  over: boolean
}

export function fetchAll(machine: Machine, program: el.Fetching, reason: ErrorValue | null): FetchAll {
  const traits = machine.dialect.fetching ?? slidingWindow
  const none = { asking: null, failure: null }
  return { machine, traits, program, wanted: [], come: [], requested: 0, reason, over: false, ...none }
}

/** next() of the iterator: nothing is requested before the first. */
export function next(all: FetchAll): PromiseRecord {
  const answer = new PromiseRecord()
  all.asking = answer
  if (!all.over && !all.failure) slide(all)
  answerNext(all)
  return answer
}

/** return() of the iterator: what is under way is aborted, and nobody waits for it any more. */
export function leave(all: FetchAll): void {
  if (all.over) return
  all.over = true
  stop(all, 'leaves')
}

/** The caller's signal is aborted. What has come by then stays; where there is nothing else, nothing happens. */
export function abortSignal(all: FetchAll, reason: ErrorValue): void {
  const { machine, wanted } = all
  if (all.reason) return
  all.reason = reason
  if (all.over) return
  const underWay = wanted.filter(one => !one.over)
  if (underWay.length > 0 || all.requested < all.program.requests.length) occasion(machine, 'fetching.abort-signal')
  for (const exchange of underWay) {
    abort(machine, exchange)
    // A status that has been refused is told, whatever becomes of the body.
    rejectPromise(machine, exchange.text, exchange.failure ?? reason)
  }
}

/** Requests as many as there is room for. */
function slide(all: FetchAll): void {
  const { machine, program, traits } = all
  // A failure that is known, though it is not told yet, makes all that would come after it pointless.
  const hasFailed = (): boolean => all.come.some(({ text }) => text.state === 'rejected')
  while (all.requested < program.requests.length && !all.over && !all.failure && !hasFailed()) {
    const underWay = all.wanted.filter(one => !one.over)
    const taken = traits.lookahead === 'unbounded' ? underWay.length : all.wanted.length
    if (taken >= program.concurrency) {
      occasion(machine, 'fetching.concurrency-bound')
      return
    }
    if (all.reason) occasion(machine, 'fetching.abort-signal')
    else if (underWay.length > 0) occasion(machine, 'fetching.concurrency-reached')
    const request = program.requests[all.requested++] as el.Request
    const exchange = all.reason ? refuse(machine, request, all.reason) : send(machine, request)
    all.wanted.push(exchange)
    performPromiseThen(machine, exchange.text, promise => {
      all.come.push(exchange)
      if (all.over) return
      if (promise.state === 'rejected' && traits.failures === 'at once') fail(all, promise.result as ErrorValue)
      else if (traits.lookahead === 'unbounded') slide(all)
      answerNext(all)
    })
  }
}

/** Answers whoever is asking, if there is an answer. */
function answerNext(all: FetchAll): void {
  const { machine, asking } = all
  if (!asking) return
  if (all.failure) {
    const { failure } = all
    all.failure = null
    all.over = true
    settle(all, answer => rejectPromise(machine, answer, failure))
    return
  }
  const due = all.over ? undefined : dueOf(all)
  if (due?.text.state === 'rejected') {
    fail(all, due.text.result as ErrorValue)
    answerNext(all)
  } else if (due) {
    const several = all.wanted.length > 1
    all.wanted = all.wanted.filter(one => one !== due)
    all.come = all.come.filter(one => one !== due)
    if (all.traits.lookahead !== 'none') slide(all)
    handsOver(machine, due.request, several)
    settle(all, answer => resolvePromise(machine, answer, new IteratorResult(due.request, false)))
  } else if (all.over || (all.wanted.length === 0 && all.requested === all.program.requests.length)) {
    all.over = true
    settle(all, answer => resolvePromise(machine, answer, new IteratorResult(undefined, true)))
  }
}

function settle(all: FetchAll, how: (answer: PromiseRecord) => void): void {
  const { asking } = all
  all.asking = null
  if (asking) how(asking)
}

/** The one whose turn it is, if it has come. */
function dueOf({ come, wanted, traits }: FetchAll): Exchange | undefined {
  switch (traits.order) {
    case 'completion':
      return come[0]
    case 'available':
      return wanted.find(one => come.includes(one))
    case 'input':
      return wanted[0] && come.includes(wanted[0]) ? wanted[0] : undefined
  }
}

function fail(all: FetchAll, error: ErrorValue): void {
  if (all.failure || all.over) return
  all.failure = error
  stop(all, 'fails')
}

/** Aborts what is under way, and forgets what has come. */
function stop(all: FetchAll, how: 'leaves' | 'fails'): void {
  const { machine, wanted } = all
  const underWay = wanted.filter(one => !one.over)
  left(machine, underWay, all.program.requests.length - all.requested, how)
  for (const exchange of underWay) abort(machine, exchange)
  all.wanted = []
  all.come = []
}
