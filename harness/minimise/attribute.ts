import type { Sentence } from '../../spec/grammar/expression.ts'
import { matches, type Pattern, patternOf } from '../../spec/grammar/pattern.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import type { Cases } from '../campaign/cases.ts'
import { addFailure, type Execution, type Failure, isTrace, saysMore } from '../campaign/chapter.ts'
import type { Explains } from '../expectations/known.ts'
import type { Subject } from '../subjects/subject.ts'
import { isNextToKnown, minimise } from './minimise.ts'

/** Says of a failing execution whether it shows nothing but what is known. */
export type Attribute = (execution: Execution) => boolean | Promise<boolean>

/**
 * A failing case is known if a listed program is a simplification of its own, or if simplifying it comes to one: without
 * ever taking what is known, as far as that goes; and if then a single step, which breaks the same rule, is known, it is a
 * larger form of that. So what is new is told apart as long as it can be told apart at all. What has been found to be
 * such a form is remembered, and so is what has been found to be new: of that, only what says more is looked into again.
 */
export function createAttribution(
  subject: Subject,
  rules: readonly Rule[],
  cases: Cases,
  explains: Explains,
): Attribute {
  const forms: Pattern[] = []
  const found = new Map<string, Failure>()
  return async execution => {
    const failing = failingOf(execution)
    const { program, broken } = failing
    if (explains(failing) || forms.some(form => matches(form, program as unknown as Sentence))) return true
    const failures = broken.map(id => [id, failureOf(execution, id)] as const)
    const saysNothingNew = failures.every(([id, failure]) => {
      const known = found.get(id)
      return known !== undefined && !saysMore(failure, known)
    })
    if (saysNothingNew) return false
    const rule = rules.find(({ id }) => id === (broken.find(one => !isTrace(one)) ?? broken[0])) as Rule
    const smallest = await minimise(subject, rules, rule, cases, failureOf(execution, rule.id), explains)
    if (smallest && (await isNextToKnown(subject, rules, rule, cases, smallest, explains))) {
      const form = smallest.predicted.case.program as unknown as Sentence
      forms.push(patternOf(cases.counter, cases.grammar, form))
      return true
    }
    for (const [id, failure] of failures) addFailure(found, id, failure)
    return false
  }
}

function failingOf({ predicted, violation }: Execution) {
  return { program: predicted.case.program, broken: violation?.broken.map(({ id }) => id) ?? [] }
}

function failureOf(execution: Execution, rule: string): Failure {
  const { program: _, broken } = failingOf(execution)
  return { case: execution.predicted.case, others: broken.filter(id => id !== rule && !isTrace(id)) }
}
