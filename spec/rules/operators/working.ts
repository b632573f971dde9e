import type { CallbackStage, ElaboratedPipeline, FlatMap, Stage } from '../../program/pipeline/elaborated.ts'
import { stagesOf } from '../../program/pipeline/elaborated.ts'
import type { ParsedEvent } from '../../trace/event.ts'
import type { Difference } from '../difference.ts'
import type { Rule } from '../rule.ts'
import { helperMap, reactiveCancel } from '../sources/async-iteration.ts'
import { asyncIteratorClose, forInOfBodyEvaluation } from '../sources/ecma262.ts'
import { inOperators, withAny, withCallbacks } from './applies.ts'
import { isWork } from './asking.ts'
import { traitsOf } from './declared.ts'
import { passesRequestsOn, requestsInFlight, unansweredBetween } from './in-flight.ts'
import { isAnswered, never, observedRun, type Run, type When } from './observed.ts'

/**
 * occasion: each call of a callback, the end of one where the operator has been asked for more meanwhile, and each next
 * of an inner source.
 */
export const concurrencyBound: Rule = {
  id: 'operators.concurrency-bound',
  level: 'must',
  statement:
    'Never more callbacks run at a time than the bound says, which but for parallelMap is one for each request that is worked on, nor inner iterables of flatMap.',
  intent: 'A bound is there because something behind the callbacks bears no more.',
  sources: [helperMap],
  applies: withCallbacks,
  hints: [
    'Check that the number of running callbacks is looked at before the next one is called.',
    'Check that one that fails, or answers late, is counted as long as it runs.',
  ],
  broken: d => {
    const run = observedRun(d)
    return stagesIn(d).some(stage => {
      if (stage.kind === 'flatMap') return tooMany(d, run, stage, innerSpans(run, stage))
      return 'callback' in stage && tooMany(d, run, stage, run.callbacks.get(stage.callback.actor)?.calls ?? [])
    })
  },
}

interface Span {
  readonly at: When
  readonly ends: When
}

const activeAt = (spans: readonly Span[], when: When): readonly Span[] =>
  spans.filter(({ at, ends }) => at <= when && ends > when)

/** The inner iterables of a flatMap that are being iterated. */
function innerSpans(run: Run, stage: Stage & { readonly kind: 'flatMap' }): Span[] {
  return stage.callback.calls.flatMap(({ outcome }): Span[] => {
    const inner = outcome.kind === 'given' ? run.sources.get(outcome.source.actor) : undefined
    const at = inner?.nexts[0]
    return inner && at !== undefined ? [{ at, ends: Math.min(inner.finished, inner.returns[0] ?? never) }] : []
  })
}

function tooMany(d: Difference, run: Run, stage: CallbackStage | FlatMap, spans: readonly Span[]): boolean {
  const { concurrency } = traitsOf(d, stage.kind)
  const bound = stage.kind === 'parallelMap' ? stage.concurrency : concurrency
  if (bound === 'unbounded') return false
  return spans.some(({ at }) => {
    const active = activeAt(spans, at)
    return active.length > bound && active.length > worksOn(d, run, stage, active)
  })
}

/**
 * Each request that is passed on at once has a callback of its own, or an inner iterable, which may be under way when the
 * request has been given up. Of parallelMap it is told how many there may be.
 */
function worksOn(d: Difference, run: Run, stage: CallbackStage | FlatMap, active: readonly Span[]): number {
  if (stage.kind === 'parallelMap') return 0
  const times = active.map(({ at }) => at)
  const above = unansweredBetween(run, Math.min(...times), Math.max(...times))
  const { stage: top } = d.program as ElaboratedPipeline
  return [...requestsInFlight(d, top, above)].find(([one]) => one === stage)?.[1] ?? 1
}

/** occasion: each call of a callback while another one is running. */
export const concurrencyReached: Rule = {
  id: 'operators.concurrency-reached',
  level: 'must',
  statement: 'As many callbacks run at a time as the bound allows, where there is so much to do.',
  intent: 'A bound that is never used makes a parallel operator a slow one.',
  sources: [helperMap],
  applies: withAny('parallelMap'),
  hints: [
    'Check that the source is asked again while callbacks are running.',
    'Check that a callback is not awaited before the next one is called.',
  ],
  broken: d => {
    const run = observedRun(d)
    const { consumer } = d.program as ElaboratedPipeline
    if (consumer.kind === 'asks' && consumer.asks.some(({ method }) => method === 'return')) return false
    return stagesIn(d).some(stage => stage.kind === 'parallelMap' && neverFull(run, stage))
  },
}

/** The source gives values at once, the first callbacks wait; and the first goes on before so many have been called. */
function neverFull(run: Run, { of, callback, concurrency }: CallbackStage): boolean {
  if (of.kind !== 'source') return false
  const ready = callback.calls.findIndex(
    ({ checkpoint }, i) => checkpoint === null || of.answers[i]?.outcome.kind !== 'value' || of.answers[i].checkpoint,
  )
  const full = Math.min(concurrency, ready === -1 ? Math.min(callback.calls.length, of.answers.length - 1) : ready)
  const waiting = new Set(callback.calls.map(({ checkpoint }) => checkpoint))
  const released = run.events.find(({ actor, what }) => actor === '>' && waiting.has(what))?.index ?? never
  const calls = run.callbacks.get(callback.actor)?.calls ?? []
  if (released === never || calls.length === 0 || troubleOf(run) < released) return false
  return calls.filter(({ at }) => at < released).length < full
}

/** From here on there may be reasons not to go on. */
function troubleOf(run: Run): When {
  const failures = run.events.find(({ what, actor }) => what === 'fails' || (/^it\d/.test(actor) && what === 'return'))
  const errors = [...run.sources.values()].map(({ error, finished }) => (error === null ? never : finished))
  return Math.min(failures?.index ?? never, run.leaves, run.over, ...errors)
}

/** occasion: the event that shows that the loop is over, or the answer to return(). */
export const noWorkAfterExit: Rule = {
  id: 'operators.no-work-after-exit',
  level: 'must',
  statement: 'When the loop has been left, or return() answered, no callback is called and no source asked any more.',
  intent: 'What comes after a loop can rely on the loop having come to its end.',
  sources: [reactiveCancel, asyncIteratorClose, forInOfBodyEvaluation],
  applies: inOperators,
  hints: [
    'Check that closing stops what fills a buffer or a pool, before it answers.',
    'Check that a value that arrives after closing is not given to the callback.',
  ],
  broken: d => {
    const run = observedRun(d)
    const closed = run.requests.filter(one => one.method === 'return' && isAnswered(one))
    const end = Math.min(run.requests.length === 0 ? run.over : never, ...closed.map(({ answered }) => answered))
    return run.events.some(event => event.index > end && isWork(event) && !isOwed(d, run, event))
  },
}

/** A callback is called for a request that was passed on at once, before return() was: it has to be answered all the same. */
function isOwed(d: Difference, run: Run, { actor, index }: ParsedEvent): boolean {
  const closing = run.requests.find(({ method }) => method === 'return')?.at ?? 0
  return (
    actor.startsWith('f') &&
    passesRequestsOn(d) &&
    run.requests.some(({ method, at, answered }) => method === 'next' && at < closing && answered > index)
  )
}

/** occasion: each error that comes up. */
export const noUnhandledRejection: Rule = {
  id: 'operators.no-unhandled-rejection',
  level: 'must',
  statement: 'No promise is rejected that nobody listens to.',
  intent: 'An unhandled rejection ends the process, and nobody can catch it.',
  sources: [asyncIteratorClose],
  applies: inOperators,
  hints: [
    'Check that every promise that is kept for later has a handler at once.',
    'Check the promises of callbacks and sources that are still pending when it fails or is closed.',
  ],
  broken: ({ inOrder, expected }) =>
    inOrder.some(({ actor }) => actor === 'unhandled') && !expected.some(({ actor }) => actor === 'unhandled'),
}

function stagesIn({ program }: Difference): Stage[] {
  return [...stagesOf((program as ElaboratedPipeline).stage)]
}
