/** Several requests that are in flight at operators that pass each on at once, and what that makes of other rules. */
import { type ElaboratedPipeline, inputsOf, type Stage, stagesOf } from '../../program/pipeline/elaborated.ts'
import type { Difference } from '../difference.ts'
import { isInFlight, traitsOf } from './declared.ts'
import { expectedRun, isValue, madeOf, observedRun, type Run, type When } from './observed.ts'

const passesOn = (d: Difference, { kind }: Stage): boolean =>
  kind !== 'source' && traitsOf(d, kind).requests === 'parallel'

/** The consumer has several requests in flight, and each is passed on at once. */
export function passesRequestsOn(d: Difference): boolean {
  const program = d.program as ElaboratedPipeline
  return isInFlight(program) && passesOn(d, program.stage)
}

/** Several requests may be in flight at an operator of this kind, and each is passed on at once: they overtake each other. */
export function passesSeveralOn(d: Difference, kind: Exclude<Stage['kind'], 'source'>): boolean {
  if (traitsOf(d, kind).requests === 'queued') return false
  const asksAhead = ['parallelMap', 'buffer', 'chunk', 'drop']
  return (
    isInFlight(d.program as ElaboratedPipeline) ||
    [...stagesOf((d.program as ElaboratedPipeline).stage)].some(one => asksAhead.includes(one.kind))
  )
}

/**
 * The values that the consumer is given: in the order of its requests where each is passed on at once, for the first may
 * be answered last. Where what is done first comes first, that is the order of the answers.
 */
export function valuesOf(d: Difference, run: Run): string[] {
  const stages = [...stagesOf((d.program as ElaboratedPipeline).stage)]
  const asCompleted = stages.some(({ kind }) => kind === 'parallelMap' && traitsOf(d, kind).order === 'completion')
  return passesRequestsOn(d) && !asCompleted
    ? run.requests.map(({ answer }) => answer).filter(isValue)
    : run.values.map(({ value }) => value)
}

/**
 * Callbacks answer call by call, so what becomes of a value depends on which call it meets, and that on which value has
 * come first.
 */
export function meetsSameCalls(d: Difference): boolean {
  const [expected, observed] = [expectedRun(d), observedRun(d)]
  return [...observed.callbacks].every(([actor, { calls }]) => {
    const wanted = expected.callbacks.get(actor)?.calls ?? []
    return calls.every(
      ({ given }, i) => wanted[i] === undefined || madeOf(observed, given) === madeOf(expected, wanted[i].given),
    )
  })
}

/** How many requests may be in flight at each stage when something happens. */
export function* requestsInFlight(
  d: Difference,
  stage: Stage,
  above: number,
): Generator<readonly [stage: Stage, inFlight: number]> {
  const own = passesOn(d, stage) ? above : 1
  yield [stage, own]
  if (stage.kind === 'source') return
  const { prefetch } = traitsOf(d, stage.kind)
  const ahead = prefetch === 'unbounded' ? Number.POSITIVE_INFINITY : prefetch
  const below = own * (stage.kind === 'chunk' ? stage.count : 1) + readAhead(stage) + ahead
  for (const input of inputsOf(stage)) yield* requestsInFlight(d, input, below)
}

/** What an operator may ask for beyond what is asked of it. */
function readAhead(stage: Stage): number {
  if (stage.kind === 'buffer' || stage.kind === 'drop') return stage.count
  return stage.kind === 'parallelMap' ? stage.concurrency - 1 : 0
}

/** The requests of the consumer that have been made by then, and had not been answered at a time before. */
export function unansweredBetween({ requests }: Run, from: When, to: When): number {
  return Math.max(1, requests.filter(one => one.method === 'next' && one.at < to && one.answered > from).length)
}
