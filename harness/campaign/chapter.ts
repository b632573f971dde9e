import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import { catalogue } from '../../spec/rules/catalogue.ts'
import type { Chapter, Rule, SubjectKind } from '../../spec/rules/rule.ts'
import { excuseEngine } from '../engine/excused.ts'
import { runnable } from '../engine/runnable.ts'
import { countOccasions, judge, type Predicted, predict, type Violation } from '../judge/judge.ts'
import type { Attribute } from '../minimise/attribute.ts'
import type { Subject } from '../subjects/subject.ts'
import type { Case } from './cases.ts'

/** The programs that a chapter runs on a subject; null if the chapter has none for it. */
export function profileOf(chapter: Chapter, subject: SubjectKind): Profile | null {
  return profiles.find(profile => profile.chapter === chapter && profile.subject === subject) ?? null
}

/** The rules of a chapter that say anything in this dialect, on this subject. */
export function rulesOf(chapter: Chapter, dialect: Dialect, subject: SubjectKind): Rule[] {
  return catalogue.filter(rule => rule.id.startsWith(`${chapter}.`) && rule.applies(dialect, subject))
}

/** What cases have shown. */
export interface Findings {
  cases: number
  /** Occasions by rule. */
  readonly occasions: Map<string, number>
  /** By rule, the failing case that says most of it. */
  readonly failures: Map<string, Failure>
  /** Rules that known failures break. */
  readonly known: Set<string>
}

/** A case that breaks a rule. */
export interface Failure {
  readonly case: Case
  /** What else it breaks, but for the rule about the whole trace. */
  readonly others: readonly string[]
}

/** Keeps the better witness of a rule: of fewer rules at once, or else simpler. */
export function addFailure(failures: Map<string, Failure>, rule: string, failure: Failure): void {
  const known = failures.get(rule)
  if (!known || saysMore(failure, known)) failures.set(rule, failure)
}

/** Whether the first is the better witness. */
export function saysMore(a: Failure, b: Failure): boolean {
  return a.others.length < b.others.length || (a.others.length === b.others.length && weight(a.case) < weight(b.case))
}

/**
 * Runs cases side by side and says what they show. What meets a known defect of the engine is left out: see
 * `runnable.ts`. A failing case that is known is not a failure.
 */
export async function runCases(
  subject: Subject,
  rules: readonly Rule[],
  cases: readonly Case[],
  isKnown: Attribute,
): Promise<Findings> {
  const findings: Findings = { cases: 0, occasions: new Map(), failures: new Map(), known: new Set() }
  for (const execution of await executeRunnable(subject, rules, cases)) {
    const { predicted, violation } = execution
    if (predicted.prediction.excluded) continue
    findings.cases++
    countOccasions(findings.occasions, predicted.prediction, violation)
    const broken = violation?.broken.map(({ id }) => id) ?? []
    if (violation && (await isKnown(execution))) {
      for (const rule of broken) findings.known.add(rule)
      continue
    }
    for (const rule of broken) {
      const others = broken.filter(id => id !== rule && !isTrace(id))
      addFailure(findings.failures, rule, { case: predicted.case, others })
    }
  }
  return findings
}

/** The last rule of each chapter demands the model's trace as a whole: whatever is wrong breaks it too. */
export function isTrace(rule: string): boolean {
  return rule.endsWith('.trace')
}

/** A rough size, for choosing the case to start minimising from. */
function weight({ program, schedule }: Case): number {
  return JSON.stringify(program).length + schedule.length
}

export interface Execution {
  readonly predicted: Predicted
  readonly observed: readonly string[]
  readonly violation: Violation | null
}

/** Runs those of the cases that can be run. */
export async function executeRunnable(
  subject: Subject,
  rules: readonly Rule[],
  cases: readonly Case[],
): Promise<Execution[]> {
  const { plain, compiled } = await runnable(subject, cases)
  const executions = await execute(subject, rules, plain)
  return compiled.length === 0 ? executions : [...executions, ...(await execute(subject, rules, compiled))]
}

/** Runs cases side by side and judges each. */
export async function execute(subject: Subject, rules: readonly Rule[], cases: readonly Case[]): Promise<Execution[]> {
  const all = cases.map(one => predict(one, elaborate(one.program), subject))
  // What the model leaves out is not run either: it may never end.
  const run = all.filter(({ prediction }) => !prediction.excluded)
  const observed = await subject.observe(run.map(({ program, case: { schedule } }) => ({ program, schedule })))
  const traces = new Map(run.map((predicted, i) => [predicted, observed[i] as readonly string[]]))
  const executions = all.map((predicted): Execution => {
    const trace = traces.get(predicted)
    if (!trace) return { predicted, observed: [`left out ${predicted.prediction.excluded?.id}`], violation: null }
    return { predicted, observed: trace, violation: judge(subject, rules, predicted, trace) }
  })
  return excuseEngine(subject, executions)
}
