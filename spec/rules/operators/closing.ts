import { type ElaboratedPipeline, type Stage, stagesOf } from '../../program/pipeline/elaborated.ts'
import type { Difference } from '../difference.ts'
import type { Rule } from '../rule.ts'
import { helperFlatMap, helperMap, helperTake, reactiveCancel } from '../sources/async-iteration.ts'
import { asyncIteratorClose, forInOfBodyEvaluation } from '../sources/ecma262.ts'
import { inOperators, withCallbacks, withSeveralSources } from './applies.ts'
import { isComparable, traitsOf } from './declared.ts'
import { meetsSameCalls, passesRequestsOn } from './in-flight.ts'
import { expectedRun, never, observedRun, type Run, type SourceRun, shownErrors, type When } from './observed.ts'

/** Where the pipeline has come to an end for its consumer: the loop is over, or a request was answered so. */
export function endOf({ over, requests }: Run): When {
  if (requests.length === 0) return over
  const last = requests.filter(({ answer }) => /^(done|throws )/.test(answer)).map(({ answered }) => answered)
  return Math.min(never, ...last)
}

/** Where requests are passed on at once, one that was made before the one that ends it may be answered after that. */
function endOfAll(d: Difference, run: Run): When {
  const end = endOf(run)
  return end !== never && passesRequestsOn(d) ? Math.max(...run.requests.map(({ answered }) => answered)) : end
}

/** Sources that were asked, and that the pipeline has not left as it must when it had ended. */
function leftOpen(d: Difference, run: Run): SourceRun[] {
  const end = endOfAll(d, run)
  return started(run).filter(({ source, nexts, returns, finished, closed }) => {
    if (source.close.kind === 'absent') return false
    if (returns.length > 1) return true
    if (end === never || (nexts[0] ?? never) > end || finished < end) return false
    return closed > end
  })
}

const started = ({ sources }: Run): SourceRun[] => [...sources.values()].filter(({ nexts }) => nexts.length > 0)

/** Whether a callback had failed when the pipeline came to its end. */
function callbackHasFailed(d: Difference, run: Run): boolean {
  const end = endOfAll(d, run)
  return [...run.callbacks.values()].some(({ calls }) => calls.some(({ error, ends }) => error !== null && ends < end))
}

/** occasion: the call of return(), and the event behind the loop. */
export const closeSourceOnEarlyExit: Rule = {
  id: 'operators.close-source-on-early-exit',
  level: 'must',
  statement: 'When the consumer leaves early, or take has enough, the source is closed once, before the loop is left.',
  intent: 'What a source holds is released when nobody wants more of it.',
  sources: [asyncIteratorClose, forInOfBodyEvaluation, helperTake, reactiveCancel],
  applies: inOperators,
  hints: [
    'Check that return() of the operator calls return() of what it iterates, and waits for it.',
    'Check that this also happens when a value is being waited for.',
    'Check that it does not happen twice: once by hand, and once by for await.',
  ],
  broken: d => {
    const run = observedRun(d)
    return !callbackHasFailed(d, run) && started(run).length === 1 && leftOpen(d, run).length > 0
  },
}

/** occasion: the call of return(), and the event that shows the error of the callback. */
export const closeSourceOnCallbackError: Rule = {
  id: 'operators.close-source-on-callback-error',
  level: 'must',
  statement:
    'When a callback fails, the sources are closed once, and then its error goes on, whatever closing comes to.',
  intent: 'A mistake in a callback does not leave the source open, and is not hidden by another one.',
  sources: [helperMap, asyncIteratorClose],
  applies: withCallbacks,
  hints: [
    'Check that the callback is called where its failure closes the source: within the for await.',
    'Check that an error of return() does not take the place of the error of the callback.',
  ],
  broken: d => {
    const run = observedRun(d)
    return callbackHasFailed(d, run) && (leftOpen(d, run).length > 0 || isErrorLost(d, callbackErrors))
  },
}

/** occasion: the call of return() of each source, where there are several. */
export const closeAllSources: Rule = {
  id: 'operators.close-all-sources',
  level: 'must',
  statement: 'Of several sources, every one that was asked and has not ended is closed once before the pipeline ends.',
  intent: 'The ones that were not at fault, or are slower, must not leak.',
  sources: [asyncIteratorClose, helperFlatMap],
  applies: withSeveralSources,
  hints: [
    'Check that all are closed when one fails, when one ends first, and when the consumer leaves.',
    'Check that an error of closing one does not stop the closing of the others.',
    'Check that the source whose value is being waited for is closed too.',
  ],
  broken: d => {
    const run = observedRun(d)
    return !callbackHasFailed(d, run) && started(run).length > 1 && leftOpen(d, run).length > 0
  },
}

/** occasion: the event that follows the end of a source. */
export const noCloseAfterEnd: Rule = {
  id: 'operators.no-close-after-end',
  level: 'must',
  statement: 'A source that has answered that it is done is not closed.',
  intent: 'A source that has ended has cleaned up after itself already.',
  sources: [forInOfBodyEvaluation],
  applies: inOperators,
  hints: [
    'Check that return() is not called in a finally that also runs when the source has ended.',
    'Look for a flag that says whether the source is open, and where the end of the source sets it.',
  ],
  broken: d => closedAfter(d, null),
}

/** occasion: the event that follows the failure of a source. */
export const noCloseAfterFailure: Rule = {
  id: 'operators.no-close-after-failure',
  level: 'must',
  statement: 'A source whose next() has failed is not closed.',
  intent: 'A source that has failed is finished, and nobody owes it anything.',
  sources: [forInOfBodyEvaluation],
  applies: inOperators,
  hints: [
    'Check that return() is not called in a catch or a finally around the call of next().',
    'Look for a clean-up of all sources at once: the one that has failed is not among them.',
  ],
  broken: d => closedAfter(d, 'failure'),
}

/** Where things are side by side, whoever closes a source may not have been told yet: not within the same step. */
function closedAfter(d: Difference, what: 'failure' | null): boolean {
  const run = observedRun(d)
  const readsAhead = [...stagesOf((d.program as ElaboratedPipeline).stage)].some(({ kind }) => kind === 'buffer')
  const sideBySide =
    readsAhead ||
    passesRequestsOn(d) ||
    run.sources.size > 1 ||
    [...run.callbacks.values()].some(({ calls }) => overlap(calls))
  return [...run.sources.values()].some(({ finished, returns, error }) => {
    if ((error !== null) !== (what !== null) || finished === never) return false
    const ended = run.events[finished]?.step ?? 0
    return returns.some(at => at > finished && (!sideBySide || (run.events[at]?.step ?? 0) > ended))
  })
}

function overlap(calls: readonly { readonly at: When; readonly ends: When }[]): boolean {
  return calls.some(({ ends }, i) => calls.slice(i + 1).some(({ at }) => at < ends))
}

/** occasion: the event that shows the error of a source. */
export const sourceErrorPropagates: Rule = {
  id: 'operators.source-error-propagates',
  level: 'must',
  statement: 'The error of a source goes on as it is, once, to the request that met it.',
  intent: 'Whoever consumes a pipeline can tell what went wrong, and it is not taken for the end.',
  sources: [forInOfBodyEvaluation, helperMap],
  applies: inOperators,
  hints: [
    'Check that a failure of next() is not taken for the end.',
    'Check that the error is passed on as it is, not as the cause or the message of another one.',
  ],
  broken: d => isErrorLost(d, sourceErrors) || isErrorShownTwice(d),
}

/** occasion: the event that shows the error of return(). */
export const closeErrorSurfaces: Rule = {
  id: 'operators.close-error-surfaces',
  level: 'must',
  statement: 'When closing a source fails and no other error is on its way, that error goes on.',
  intent: 'Cleaning up that has failed is not reported as success.',
  sources: [asyncIteratorClose],
  applies: inOperators,
  hints: [
    'Check that the promise that return() of a source gives is awaited, and that its rejection is not caught.',
    'Check that this holds for break and return, and for take, not only for errors.',
  ],
  broken: d => isErrorLost(d, closeErrors),
}

/** Errors by the event at which they came up. */
type Errors = (run: Run) => ReadonlyMap<string, When>

const callbackErrors: Errors = ({ callbacks }) =>
  new Map(
    [...callbacks.values()].flatMap(({ calls }) =>
      calls.flatMap(({ error, ends }): [string, When][] => (error === null ? [] : [[error, ends]])),
    ),
  )
const sourceErrors: Errors = ({ sources }) =>
  new Map(
    [...sources.values()].flatMap(({ error, finished }): [string, When][] =>
      error === null ? [] : [[error, finished]],
    ),
  )
const closeErrors: Errors = ({ sources }) =>
  new Map(
    [...sources.values()].flatMap(({ source, returns }): [string, When][] =>
      source.close.error === null || returns[0] === undefined ? [] : [[source.close.error, returns[0]]],
    ),
  )

/**
 * The model shows the consumer one of these errors, and it has come up; but the consumer has been shown neither it nor
 * another error of the program that had come up, and that may have come first.
 */
function isErrorLost(d: Difference, errors: Errors): boolean {
  if (!isComparable(d)) return false
  const run = observedRun(d)
  const stages = [...stagesOf((d.program as ElaboratedPipeline).stage)]
  const came = errors(run)
  const shown = shownErrors(run)
  const first: ReadonlyMap<string, When>[] =
    errors === closeErrors || run.sources.size > 1
      ? [closeErrors(run), sourceErrors(run), callbackErrors(run)]
      : [sourceErrors(run), callbackErrors(run)]
  const excused = shown.some(error => first.some(one => one.has(error)))
  const end = endOfAll(d, run)
  if (excused || run.hangs || end === never) return false
  if (passesRequestsOn(d) && !meetsSameCalls(d)) return false
  // An end that another source has come to may have come first: zip ends with the first of them.
  const ended = [...run.sources.values()].some(({ finished, error }) => error === null && finished < end)
  if (errors === sourceErrors && ended && stages.some(({ kind }) => kind === 'zip')) return false
  // Whoever leaves, or has enough, may do so before the error has come to its turn.
  const mayBeAhead = errors !== closeErrors || closesAhead(d, stages)
  if (mayBeAhead && (leavesEarly(run) || takesOfWhatIsAhead(d, stages))) return false
  return shownErrors(expectedRun(d)).some(
    error => (came.get(error) ?? never) < Math.min(end, troubleBefore(run, error)),
  )
}

/** When something else has failed for which a source may have been closed: behind that an error of closing it is not owed. */
function troubleBefore(run: Run, error: string): When {
  const closed = [...run.sources.values()].find(({ source }) => source.close.error === error)
  if (!closed) return never
  const others = [...sourceErrors(run)].filter(([one]) => one !== closed.error).map(([, at]) => at)
  return Math.min(...others, ...callbackErrors(run).values())
}

/** The consumer has left of its own accord, or asked to before there was an end. */
function leavesEarly(run: Run): boolean {
  const end = endOf(run)
  return run.leaves !== never || run.requests.some(({ method, at }) => method === 'return' && at < end)
}

/**
 * Something reads ahead of what a take below it, which has had enough, gives: the error of closing may have been read, and
 * not been given.
 */
function closesAhead(d: Difference, stages: readonly Stage[]): boolean {
  const hasEnough = (stage: Stage): boolean => stage.kind === 'take' && stage.count <= valuesBelow(d, stage)
  return stages.some(stage => readsAhead(d, stage) && [...stagesOf(stage)].slice(1).some(hasEnough))
}

/** How many values the sources below a stage have given. */
function valuesBelow(d: Difference, stage: Stage): number {
  const { sources } = observedRun(d)
  const given = [...stagesOf(stage)].map(one => one.kind === 'source' && sources.get(one.actor))
  return given.reduce((sum, source) => sum + (source ? valuesOf(source) : 0), 0)
}

function readsAhead(d: Difference, { kind }: Stage): boolean {
  return kind === 'parallelMap' || kind === 'buffer' || (kind !== 'source' && traitsOf(d, kind).prefetch !== 0)
}

/** A take stands above something that reads ahead: it may have enough when what fails has been read, and not been given. */
function takesOfWhatIsAhead(d: Difference, stages: readonly Stage[]): boolean {
  const given = [...observedRun(d).sources.values()].reduce((sum, source) => sum + valuesOf(source), 0)
  const overAhead = (stage: Stage): boolean => [...stagesOf(stage)].some(one => readsAhead(d, one))
  return stages.some(stage => stage.kind === 'take' && stage.count <= given && overAhead(stage))
}

/** How many values it has been asked for that it has. */
function valuesOf({ source, nexts }: SourceRun): number {
  return source.answers.slice(0, nexts.length).filter(({ outcome }) => outcome.kind === 'value').length
}

function isErrorShownTwice(d: Difference): boolean {
  const shown = shownErrors(observedRun(d))
  return [...sourceErrors(observedRun(d)).keys()].some(error => shown.filter(one => one === error).length > 1)
}
