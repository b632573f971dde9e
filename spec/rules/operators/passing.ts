import type { ElaboratedPipeline, Stage } from '../../program/pipeline/elaborated.ts'
import { stagesOf } from '../../program/pipeline/elaborated.ts'
import type { Difference } from '../difference.ts'
import type { Rule } from '../rule.ts'
import { helperConcurrency } from '../sources/async-iteration.ts'
import { asyncGeneratorEnqueue } from '../sources/ecma262.ts'
import { inOperators } from './applies.ts'
import { isAskedBeyond } from './bounds.ts'
import { endOf } from './closing.ts'
import { isInFlight, traitsOf } from './declared.ts'
import { passesRequestsOn } from './in-flight.ts'
import { observedRun, type Run, type When } from './observed.ts'

/** occasion: what follows each request that is made while another one is in flight. */
export const requests: Rule = {
  id: 'operators.requests',
  level: 'must',
  statement: 'Of several requests in flight each waits for the one before it, or is passed on at once, as declared.',
  intent: 'Whoever asks for several values at a time knows whether they are worked on side by side.',
  sources: [asyncGeneratorEnqueue, helperConcurrency],
  applies: inOperators,
  hints: [
    'Check what next() does while another one is in flight: an async generator puts the request into its queue.',
    "Check whether requests are meant to be passed on at once: then it is declared, { run, requests: 'parallel' }.",
    'Check that each operator below passes them on too: one that does not holds them all back.',
  ],
  broken: d => isInFlight(d.program as ElaboratedPipeline) && (passesRequestsOn(d) ? holdsBack(d) : overtakes(d)),
}

const stepOf = ({ events }: Run, at: When): number => events[at]?.step ?? Number.POSITIVE_INFINITY

/** More is asked of a source than what the requests need whose turn has come. */
function overtakes(d: Difference): boolean {
  const run = observedRun(d)
  // The next request is gone on with before the answer to this one is seen, but in the same step.
  const isServed = (at: When) => (_: unknown, i: number) =>
    run.requests.slice(0, i).every(({ answered }) => stepOf(run, answered) <= stepOf(run, at))
  return isAskedBeyond(
    d,
    run,
    at => run.requests.filter((one, i) => one.method === 'next' && one.at < at && isServed(at)(one, i)).length,
  )
}

/**
 * When all has come to rest, fewer requests have come to the sources than have been made. Asked only where one request to
 * an operator is one at least to what is below it; merge, buffer and parallelMap may have something at hand.
 */
function holdsBack(d: Difference): boolean {
  const run = observedRun(d)
  const { stage } = d.program as ElaboratedPipeline
  const passes = [...stagesOf(stage)].every(
    ({ kind }) =>
      kind === 'source' ||
      (traitsOf(d, kind).requests === 'parallel' && !['merge', 'buffer', 'parallelMap'].includes(kind)),
  )
  if (!passes) return false
  const over = ends(run)
  const nexts = run.requests.filter(({ method }) => method === 'next')
  return nexts.some(({ at }, i) => {
    const rest = run.events.findLast(({ step }) => step === stepOf(run, at))?.index ?? at
    const isAlone = run.requests.every(before => before.at >= at || before.answered < at)
    return !isAlone && rest < over && arrived(run, stage, rest) < i + 1
  })
}

/** From here on there is a reason to ask nothing: something has ended, failed, or is being closed. */
function ends(run: Run): When {
  const sources = [...run.sources.values()].flatMap(({ finished, returns }) => [finished, ...returns])
  const failures = [...run.callbacks.values()].flatMap(({ calls }) => calls.filter(({ error }) => error !== null))
  const returns = run.requests.filter(({ method }) => method === 'return')
  return Math.min(endOf(run), ...sources, ...failures.map(({ ends }) => ends), ...returns.map(({ at }) => at))
}

/** How many requests to a stage have come to the sources below it; without end where it need pass on no more. */
function arrived(run: Run, stage: Stage, by: When): number {
  const until = (times: readonly When[]): number => times.filter(at => at <= by).length
  const askedOf = (actor: string): number => until(run.sources.get(actor)?.nexts ?? [])
  switch (stage.kind) {
    case 'source':
      return askedOf(stage.actor)
    case 'zip':
      return Math.min(...stage.of.map(one => arrived(run, one, by)))
    case 'concat':
      return stage.of.reduce((sum, one) => sum + arrived(run, one, by), 0)
    case 'take': {
      const below = arrived(run, stage.of, by)
      return below < stage.count ? below : Number.POSITIVE_INFINITY
    }
    case 'filter': {
      const { actor } = stage.callback
      const dropped = run.events.filter(event => event.actor === actor && event.text.endsWith(' false'))
      return arrived(run, stage.of, by) - until(dropped.map(({ index }) => index))
    }
    case 'flatMap': {
      const inner = stage.callback.calls.flatMap(({ outcome }) =>
        outcome.kind === 'given' ? [askedOf(outcome.source.actor)] : [],
      )
      const within = inner.reduce((sum, one) => sum + one, 0)
      const calls = until((run.callbacks.get(stage.callback.actor)?.calls ?? []).map(({ at }) => at))
      // As long as there is no iterable it need not know whether the one to come has a value for this request.
      return within === 0 ? Number.POSITIVE_INFINITY : within + arrived(run, stage.of, by) - calls
    }
    default:
      return Math.min(...[stage.of].flat().map(one => arrived(run, one, by)))
  }
}
