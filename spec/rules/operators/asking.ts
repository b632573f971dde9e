import type { ElaboratedPipeline, Stage } from '../../program/pipeline/elaborated.ts'
import type { Difference } from '../difference.ts'
import type { Rule } from '../rule.ts'
import { helperFilter, helperMap, helperTake, reactiveDemand } from '../sources/async-iteration.ts'
import { asyncGeneratorNext, asyncGeneratorStart } from '../sources/ecma262.ts'
import { inOperators } from './applies.ts'
import { isAskedBeyond, requestsBefore } from './bounds.ts'
import { traitsOf } from './declared.ts'
import { meetsSameCalls, passesRequestsOn, passesSeveralOn, valuesOf } from './in-flight.ts'
import { expectedRun, isValue, madeOf, observedRun, type Run, shownErrors } from './observed.ts'

/** occasion: the first request to a source. */
export const lazy: Rule = {
  id: 'operators.lazy',
  level: 'must',
  statement: 'Nothing is asked of a source, and no callback is called, before the first request.',
  intent: 'A pipeline that is made and never iterated has opened nothing that somebody would have to close.',
  sources: [asyncGeneratorStart, helperMap],
  applies: inOperators,
  hints: [
    'Check that the operator does nothing before next() is called: an async generator function starts suspended.',
    'Check that no buffer is filled when the operator is made.',
  ],
  broken: d => {
    const { events, starts } = observedRun(d)
    return events.slice(0, starts).some(isWork)
  },
}

/** Something of the pipeline is under way: a source is asked, or closed, or a callback is called. */
export function isWork({ actor, what }: { readonly actor: string; readonly what: string }): boolean {
  return /^it\d/.test(actor) ? what === 'next' : /^f\d/.test(actor) && what === 'called'
}

/** occasion: each request to a source. */
export const demand: Rule = {
  id: 'operators.demand',
  level: 'must',
  statement: 'No more is asked of a source than the requests of the consumer need, or than a declared prefetch.',
  intent: 'A slow consumer holds its source back, and what is taken from it is not lost.',
  sources: [reactiveDemand, helperTake, helperFilter],
  applies: inOperators,
  hints: [
    'Check that a source is asked again only when another value has been asked of the operator.',
    'Check that take closes its source after the last value, and does not ask for another one first.',
    'Check whether reading ahead is meant: then it is declared, { run, prefetch }.',
  ],
  broken: d => {
    const run = observedRun(d)
    return isAskedBeyond(d, run, at => requestsBefore(run, d, at))
  },
}

/** occasion: each value after the first one, of the consumer or of a callback. */
export const order: Rule = {
  id: 'operators.order',
  level: 'must',
  statement:
    'Values keep their order, each comes once, and parallelMap answers in the order of its input or of completion, as declared.',
  intent: 'What comes first is dealt with first.',
  sources: [asyncGeneratorNext, helperMap],
  applies: inOperators,
  hints: [
    'Check which of several results that have arrived is given on first, and how they stand in an array.',
    "Check whether parallelMap means to give results as they come: then it is declared, { run, order: 'completion' }.",
  ],
  broken: d => {
    const run = observedRun(d)
    // Several callbacks at a time may be called in any order: what counts is the order of what comes out.
    const given = (d.program as ElaboratedPipeline).callbacks
      .filter(({ of }) => of !== 'parallelMap' && !passesSeveralOn(d, of))
      .map(({ actor }) => (run.callbacks.get(actor)?.calls ?? []).map(call => call.given))
    return [valuesOf(d, run), ...given].some(sequence => isOutOfOrder(d, run, sequence))
  },
}

/** Two values of the same origin, in the wrong order, or one value twice. */
function isOutOfOrder(d: Difference, run: Run, sequence: readonly string[]): boolean {
  const last = new Map<string, number>()
  for (const value of sequence) {
    for (const number of numbersIn(value)) {
      const origin = originOf(number)
      const before = last.get(origin)
      if (before !== undefined && !follows(d, run, before, number)) return true
      last.set(origin, number)
    }
  }
  return false
}

const numbersIn = (value: string): number[] => (value.match(/\d+/g) ?? []).map(Number)

/** May one value come after another of the same origin? */
function follows(d: Difference, run: Run, before: number, after: number): boolean {
  if (before === after) return false
  if (after < 1000) return after > before
  const { callbacks } = d.program as ElaboratedPipeline
  const callback = callbacks.find(({ base }) => base === Math.floor(after / 1000) * 1000)
  const [first, second] = [before, after].map(
    value => run.callbacks.get(callback?.actor ?? '')?.calls[(value % 1000) - 1],
  )
  if (!first || !second) return true
  if (callback?.of === 'parallelMap' && traitsOf(d, 'parallelMap').order === 'completion') {
    // Which of two that come within a step is taken first, nobody says.
    const stepOf = ({ ends }: typeof first): number => run.events[ends]?.step ?? 0
    return stepOf(first) <= stepOf(second)
  }
  const [given, next] = [numbersIn(first.given), numbersIn(second.given)]
  return given.every((number, i) => {
    const other = next[i]
    return other === undefined || originOf(number) !== originOf(other) || follows(d, run, number, other)
  })
}

const originOf = (number: number): string =>
  number < 1000 ? `it${Math.floor(number / 100)}` : `f${Math.floor(number / 1000)}`

/** occasion: each value that comes out, and the end. */
export const values: Rule = {
  id: 'operators.values',
  level: 'must',
  statement:
    'What comes out is what the operators make of what goes in: nothing is lost, and neither a value nor an error made up.',
  intent: 'A pipeline that is not left early deals with everything.',
  sources: [helperMap, helperFilter, helperTake],
  applies: inOperators,
  hints: [
    'Check what becomes of values that have arrived when the source ends.',
    'Check that an end is taken for an end only when everything before it has been given on.',
    'Check that next() and return() fulfil with an object: for await throws a TypeError where they do not.',
  ],
  broken: d => makesUpAnError(d) || (isSettled(d) && hasOtherValues(d) && !d.racy),
}

/** The consumer is shown an error that nothing in the program has raised, where there is none to be shown. */
function makesUpAnError(d: Difference): boolean {
  const isForeign = (error: string): boolean => !/^E\d/.test(error)
  return shownErrors(expectedRun(d)).length === 0 && shownErrors(observedRun(d)).some(isForeign)
}

function hasOtherValues(d: Difference): boolean {
  const several = passesRequestsOn(d)
  if (several && !meetsSameCalls(d)) return false
  const [expected, observed] = [expectedRun(d), observedRun(d)].map(run =>
    valuesOf(d, run).map(value => madeOf(run, value)),
  ) as [string[], string[]]
  const ends = !hasTrouble(observedRun(d)) && !hasTrouble(expectedRun(d))
  const ordered = isInOrder(d)
  const differs = several
    ? hasOtherAnswers(d)
    : observed.some((value, i) => i < expected.length && value !== expected[i])
  if (ordered && differs) return true
  return ends && observed.toSorted().join() !== expected.toSorted().join()
}

/** Of requests that are passed on at once one may fail and the next one be answered: each is looked at by itself. */
function hasOtherAnswers(d: Difference): boolean {
  const [expected, observed] = [expectedRun(d), observedRun(d)]
  return observed.requests.some(({ answer }, i) => {
    const wanted = expected.requests[i]?.answer ?? ''
    return isValue(answer) && isValue(wanted) && madeOf(observed, answer) !== madeOf(expected, wanted)
  })
}

/** Which values come out does not depend on which of two came first. */
function isSettled(d: Difference): boolean {
  const picks = (stage: Stage): boolean => ['take', 'drop', 'filter', 'zip', 'flatMap', 'chunk'].includes(stage.kind)
  const visit = (stage: Stage, picked: boolean): boolean => {
    if (stage.kind === 'source') return true
    if (picked && isUnordered(d, stage)) return false
    const inputs = Array.isArray(stage.of) ? (stage.of as readonly Stage[]) : [stage.of as Stage]
    return inputs.every(one => visit(one, picked || picks(stage)))
  }
  const { stage, consumer } = d.program as ElaboratedPipeline
  const leaves = consumer.kind === 'asks' || consumer.leaves !== 'at the end'
  return visit(stage, leaves)
}

function isUnordered(d: Difference, stage: Stage): boolean {
  return stage.kind === 'merge' || (stage.kind === 'parallelMap' && traitsOf(d, 'parallelMap').order === 'completion')
}

function isInOrder(d: Difference): boolean {
  const visit = (stage: Stage): boolean => {
    if (stage.kind === 'source') return true
    const inputs = Array.isArray(stage.of) ? (stage.of as readonly Stage[]) : [stage.of as Stage]
    return !isUnordered(d, stage) && inputs.every(visit)
  }
  return visit((d.program as ElaboratedPipeline).stage)
}

/** Something has failed, or there was no end. */
function hasTrouble({ thrown, hangs, requests, over }: Run): boolean {
  return (
    thrown !== null ||
    hangs ||
    over === Number.POSITIVE_INFINITY ||
    requests.some(({ answer, method }) => answer === '' || answer.startsWith('throws') || method === 'return')
  )
}
