import type { Profile } from '../../spec/program/profile.ts'
import { sizeForReader } from '../../spec/program/program.ts'
import { ruleById } from '../../spec/rules/catalogue.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import { sourceFor } from '../counterexample/source.ts'
import { tokenOf } from '../counterexample/token.ts'
import { type Explains, explainer, wholeRules } from '../expectations/known.ts'
import type { ResolvedImplementation } from '../implementation/resolve.ts'
import { type Attribute, breaksAny, createAttribution } from '../minimise/attribute.ts'
import { isNextToKnown, minimise } from '../minimise/minimise.ts'
import { makeSubjects } from '../subjects/make-subjects.ts'
import type { Subject } from '../subjects/subject.ts'
import { type Cases, createCases } from './cases.ts'
import { execute, executeRunnable, profileOf, rulesOf, runCases } from './chapter.ts'
import type { Runner, Selection } from './runner.ts'

/** Runs cases in this process. */
export function createLocalRunner(implementation: ResolvedImplementation): Runner {
  const subjects = makeSubjects(implementation)
  let known: { readonly key: string; readonly chosen: Chosen } | null = null
  const choose = (selection: Selection): Chosen => {
    const key = JSON.stringify(selection)
    if (known?.key !== key) known = { key, chosen: choice(subjects, selection) }
    return known.chosen
  }
  return {
    subjects: subjects.map(({ kind }) => kind),
    dialect: subjects[0]?.dialect ?? implementation.dialect,
    runs: implementation.runs ?? null,
    isEngine: subjects.some(({ exact }) => exact),
    isIsolated: false,
    runRange(selection, from, to) {
      const { cases } = choose(selection)
      return this.runSome(
        selection,
        Array.from({ length: to - from }, (_, i) => cases.at(from + i)),
      )
    },
    async brokenBy(selection, some) {
      const { subject, rules } = choose(selection)
      const executions = new Map(
        (await executeRunnable(subject, rules, some)).map(one => [one.predicted.case, one] as const),
      )
      return some.map(one => {
        const execution = executions.get(one)
        if (!execution || execution.predicted.prediction.excluded) return null
        return execution.violation?.broken.map(({ id }) => id) ?? []
      })
    },
    async runSome(selection, some) {
      const { subject, rules, isKnown } = choose(selection)
      const { cases, occasions, failures, known } = await runCases(subject, rules, some, isKnown)
      return { cases, occasions: [...occasions], failures: [...failures], known: [...known] }
    },
    async minimise(selection, id, failure) {
      const { subject, rules, cases, profile, explains, whole } = choose(selection)
      const rule = ruleById(id) as Rule
      const found = await minimise(subject, rules, rule, cases, failure, explains)
      if (!found?.violation) return 'unstable'
      if (selection.known?.length) {
        if (!whole.has(id) && breaksAny(found, whole)) return 'known'
        if (await isNextToKnown(subject, rules, rule, cases, found, explains)) return 'known'
      }
      const [again] = await execute(subject, rules, [found.predicted.case])
      if (again?.observed.join('\n') !== found.observed.join('\n')) return 'unstable'
      const { program, schedule } = found.predicted.case
      return {
        token: tokenOf(profile, found.predicted.case),
        rule: id,
        chapter: selection.chapter,
        subject: selection.subject,
        statements: sizeForReader(program),
        program,
        schedule,
        source: sourceFor(found.predicted.program, selection.subject),
        expected: found.violation.expected,
        observed: found.violation.observed,
      }
    },
    async runOne(selection, one) {
      const { subject, rules } = choose(selection)
      const [execution] = await execute(subject, rules, [one])
      if (!execution) throw new RangeError('unreachable: one case gives one execution')
      const { predicted, observed, violation } = execution
      return {
        source: sourceFor(predicted.program, selection.subject),
        expected: violation?.expected ?? predicted.prediction.trace,
        observed: violation?.observed ?? observed,
        broken: violation?.broken.map(({ id }) => id) ?? [],
      }
    },
    stop() {},
  }
}

interface Chosen {
  readonly subject: Subject
  readonly rules: readonly Rule[]
  readonly cases: Cases
  readonly profile: Profile
  readonly explains: Explains
  readonly whole: ReadonlySet<string>
  readonly isKnown: Attribute
}

function choice(subjects: readonly Subject[], { chapter, subject: kind, seed, runs, known = [] }: Selection): Chosen {
  const subject = subjects.find(one => one.kind === kind)
  const profile = profileOf(chapter, kind)
  if (!subject || !profile) throw new RangeError(`${chapter} has no programs for ${kind} here.`)
  const rules = rulesOf(chapter, subject.dialect, kind)
  const cases = createCases(profile, subject.dialect, seed, runs)
  const explains = explainer(known, kind)
  const whole = wholeRules(known, kind)
  const isKnown = known.length > 0 ? createAttribution(subject, rules, cases, { explains, whole }) : () => false
  return { subject, rules, cases, profile, explains, whole, isKnown }
}
