import { isRacy } from '../../spec/model/races.ts'
import { type Prediction, runModel } from '../../spec/model/run.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import { agreement, difference } from '../../spec/rules/differ.ts'
import { isAssumed } from '../../spec/rules/operators/declared.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import { parseTrace } from '../../spec/trace/event.ts'
import { canonical, strandsOf } from '../../spec/trace/strands.ts'
import type { Case } from '../campaign/cases.ts'
import type { Subject } from '../subjects/subject.ts'

/** A case with what the model says of it. */
export interface Predicted {
  readonly program: Elaborated
  readonly case: Case
  readonly prediction: Prediction
}

export function predict(one: Case, program: Elaborated, subject: Subject): Predicted {
  return { program, case: one, prediction: runModel(program, one.schedule, subject.dialect) }
}

/** What is wrong with an execution: both traces in the form in which they were compared, and the broken rules. */
export interface Violation {
  readonly expected: readonly string[]
  readonly observed: readonly string[]
  readonly broken: readonly Rule[]
  /** Index of the first event that differs, in the model's trace. */
  readonly at: number
}

/** Judges one execution by all rules at once. @returns null if it is as it must be */
export function judge(
  subject: Subject,
  rules: readonly Rule[],
  predicted: Predicted,
  observed: readonly string[],
): Violation | null {
  const { program, prediction } = predicted
  const assumed = isAssumed(program, subject.dialect)
  if (!assumed && same(prediction.trace, observed)) return null
  const strands = subject.exact ? null : strandsOf(program)
  const expected = canonical(prediction.trace, strands)
  const seen = canonical(observed, strands)
  const agrees = same(expected, seen)
  if (!assumed && agrees) return null
  let racy: boolean | null = strands ? null : false
  const isRace = (): boolean => (racy ??= isRacy(program, predicted.case.schedule, subject.dialect))
  // What operators do is asked of the observed trace: much of it can be told whoever has won the race.
  if (subject.kind !== 'operators' && isRace()) return null
  const found = agrees
    ? agreement(program, expected, subject.dialect)
    : difference(program, expected, seen, [], subject.dialect)
  if (!found) return null
  const inOrder = parseTrace(observed)
  const places = strands ? placesOf(prediction.trace, expected) : null
  const refused = observed[0]?.startsWith('refused ') === true
  const broken = rules.filter(rule => {
    // Of a program that was refused nothing is known but that.
    if (refused) return rule.id.endsWith('.trace')
    const occasions = occasionsOf(prediction, rule.id).map(index =>
      places ? (places[index] ?? expected.length) : index,
    )
    if (occasions.length === 0 && !rule.id.endsWith('.trace')) return false
    return rule.broken({
      ...found,
      inOrder,
      get racy() {
        return isRace()
      },
      dialect: subject.dialect,
      occasions,
    })
  })
  // Operators may go another way than the model and break nothing.
  const isAsked = agrees || rules.some(({ id }) => id.endsWith('.trace'))
  if (broken.length === 0 && subject.kind === 'operators' && isAsked) return null
  // In the order of the model's trace, in which occasions are numbered.
  const at = places ? places.indexOf(found.at) : found.at
  return { expected, observed: seen, broken, at: at === -1 ? prediction.trace.length : at }
}

/**
 * Counts the occasions of each rule. Where the traces part, the occasions behind are none: what comes after the first
 * wrong event shows nothing about any rule.
 */
export function countOccasions(
  counts: Map<string, number>,
  { occasions }: Prediction,
  violation: Violation | null,
): void {
  const last = violation?.at ?? Number.POSITIVE_INFINITY
  for (let i = 0; i < occasions.length; i += 2) {
    if ((occasions[i + 1] as number) > last) continue
    const rule = occasions[i] as string
    counts.set(rule, (counts.get(rule) ?? 0) + 1)
  }
}

function occasionsOf({ occasions }: Prediction, rule: string): number[] {
  const indices: number[] = []
  for (let i = 0; i < occasions.length; i += 2) if (occasions[i] === rule) indices.push(occasions[i + 1] as number)
  return indices
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((event, i) => event === b[i])
}

/** For each event of a trace its place in the canonical form: the n-th event of a text stays the n-th. */
function placesOf(trace: readonly string[], canonicalTrace: readonly string[]): number[] {
  const places = new Map<string, number[]>()
  for (const [i, event] of canonicalTrace.entries()) places.set(event, [...(places.get(event) ?? []), i])
  return trace.map(event => places.get(event)?.shift() as number)
}
