import type { Sentence } from '../../spec/grammar/expression.ts'
import { matcherOf, patternOf } from '../../spec/grammar/pattern.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import type { Cases } from '../campaign/cases.ts'
import { addFailure, type Execution, type Failure, isTrace, saysMore } from '../campaign/chapter.ts'
import type { Explains } from '../expectations/known.ts'
import type { Subject } from '../subjects/subject.ts'
import { isNextToKnown, minimise } from './minimise.ts'

/** Says of a failing execution whether it shows nothing but what is known. */
export type Attribute = (execution: Execution) => boolean | Promise<boolean>

/** What is known of the failures of a subject. */
export interface KnownOnes {
  readonly explains: Explains
  /** The rules that are listed as a whole. */
  readonly whole: ReadonlySet<string>
}

/**
 * A failing case is known if a listed program is a simplification of its own, or if simplifying it comes to one: without
 * ever taking what is known, as far as that goes; and if then a single step, which breaks the same rule, is known, it is a
 * larger form of that. So what is new is told apart as long as it can be told apart at all. A rule that is broken beside
 * one that is listed as a whole is known if, simplified, it is still broken only beside such a one.
 *
 * What has been found to be such a form is remembered, and so is what has been found to be new: of that, only what says
 * more is looked into again.
 */
export function createAttribution(
  subject: Subject,
  rules: readonly Rule[],
  cases: Cases,
  { explains, whole }: KnownOnes,
): Attribute {
  const forms: ((sentence: Sentence) => boolean)[] = []
  /** Rules that were found to be broken only beside one that is listed as a whole. */
  const beside = new Set<string>()
  const found = new Map<string, Failure>()

  const isLargerForm = async (execution: Execution, id: string): Promise<boolean> => {
    const isBeside = breaksAny(execution, whole)
    // What breaks it by itself shows where the other rule is not broken too, and is looked into there.
    if (isBeside && beside.has(id)) return true
    const rule = rules.find(one => one.id === id) as Rule
    const smallest = await minimise(subject, rules, rule, cases, failureOf(execution, id), explains)
    if (!smallest) return false
    if (isBeside && breaksAny(smallest, whole)) {
      beside.add(id)
      return true
    }
    if (!(await isNextToKnown(subject, rules, rule, cases, smallest, explains))) return false
    const pattern = patternOf(cases.counter, cases.grammar, smallest.predicted.case.program as unknown as Sentence)
    forms.push(matcherOf([pattern]))
    return true
  }

  return async execution => {
    const failing = failingOf(execution)
    const { program, broken } = failing
    if (explains(failing) || forms.some(hasForm => hasForm(program as unknown as Sentence))) return true
    const failures = broken.map(id => [id, failureOf(execution, id)] as const)
    const saysNothingNew = failures.every(([id, failure]) => {
      const known = found.get(id)
      return known !== undefined && !saysMore(failure, known)
    })
    if (saysNothingNew) return false
    const telling = broken.filter(id => !isTrace(id))
    const own = telling.filter(id => !whole.has(id))
    // Beside what is listed as a whole each rule has to be looked at; otherwise one tells what the case is about.
    const asked = own.length < telling.length ? own : [telling[0] ?? (broken[0] as string)]
    for (const id of asked) {
      if (await isLargerForm(execution, id)) continue
      for (const [rule, failure] of failures) addFailure(found, rule, failure)
      return false
    }
    return true
  }
}

/** Whether an execution breaks one of these rules. */
export function breaksAny({ violation }: Execution, rules: ReadonlySet<string>): boolean {
  return violation?.broken.some(({ id }) => rules.has(id) && !isTrace(id)) ?? false
}

function failingOf({ predicted, violation }: Execution) {
  return { program: predicted.case.program, broken: violation?.broken.map(({ id }) => id) ?? [] }
}

function failureOf(execution: Execution, rule: string): Failure {
  const { program: _, broken } = failingOf(execution)
  return { case: execution.predicted.case, others: broken.filter(id => id !== rule && !isTrace(id)) }
}
