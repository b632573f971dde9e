import { catalogue } from '../../spec/rules/catalogue.ts'
import { chapters as allChapters, type Chapter, type Rule, type SubjectKind } from '../../spec/rules/rule.ts'
import type { CampaignOptions } from '../cli/engine.ts'
import { ImplementationCrash } from '../isolation/isolated-runner.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import { type Failure, isTrace, profileOf, rulesOf } from './chapter.ts'
import { defectsShown, type Shown } from './defects-shown.ts'
import { type Crash, fallsWith, runRanges } from './ranges.ts'
import type { Runner, Selection } from './runner.ts'

/** Cases a chapter, where neither the caller nor the implementation says otherwise. */
export const defaultRuns = 10_000

/** A rule with fewer occasions than this was not tested. */
export const enoughOccasions = 10

/** Checks an implementation: runs all chapters, and gives one outcome for each rule and subject. */
export async function* checkWith(runner: Runner, options: CampaignOptions): AsyncGenerator<RuleOutcome> {
  const chosen = options.chapters ?? chaptersOf(options.rules) ?? allChapters
  for (const chapter of allChapters.filter(one => chosen.includes(one))) {
    const wanted = (rule: Rule): boolean => !options.rules || options.rules.includes(rule.id)
    const tested = new Set<string>()
    for (const subject of runner.subjects) {
      if (!profileOf(chapter, subject)) continue
      const rules = rulesOf(chapter, runner.dialect, subject).filter(wanted)
      for (const rule of rules) tested.add(rule.id)
      if (rules.length > 0) yield* checkChapter(runner, chapter, subject, rules, options)
    }
    for (const rule of catalogue.filter(
      one => one.id.startsWith(`${chapter}.`) && wanted(one) && !tested.has(one.id),
    )) {
      yield {
        ...about(rule, chapter, null),
        verdict: 'unsupported',
        cases: 0,
        occasions: 0,
        message: 'it has no subject for it',
      }
    }
  }
}

function chaptersOf(rules: readonly string[] | undefined): Chapter[] | undefined {
  return rules?.map(id => id.slice(0, id.indexOf('.')) as Chapter)
}

function about(
  rule: Rule,
  chapter: Chapter,
  subject: SubjectKind | null,
): Pick<RuleOutcome, 'rule' | 'chapter' | 'subject' | 'level'> {
  return { rule: rule.id, chapter, subject, level: rule.level }
}

async function* checkChapter(
  runner: Runner,
  chapter: Chapter,
  subject: SubjectKind,
  rules: readonly Rule[],
  options: CampaignOptions,
): AsyncGenerator<RuleOutcome> {
  const runs = options.runs ?? runner.runs ?? defaultRuns
  const selection: Selection = { chapter, subject, seed: options.seed, runs }
  const { cases, occasions, failures, crashes } = await runRanges(runner, selection, options)
  const defects =
    subject === 'language' && runner.isEngine ? await defectsShown(runner, selection, rules) : new Map<string, Shown>()
  for (const rule of rules) {
    const counted = {
      ...about(rule, chapter, subject),
      cases,
      occasions: isTrace(rule.id) ? cases : (occasions.get(rule.id) ?? 0),
    }
    const failing = failures.get(rule.id)
    const crash = isTrace(rule.id) ? crashes[0] : undefined
    if (crash) yield { ...counted, verdict: 'error', message: describe(crash) }
    else if (failing) {
      const other = fallsWith(failures, rule.id)
      yield {
        ...counted,
        ...(other === null ? {} : { fallsWith: other }),
        ...(await explain(runner, selection, rule.id, failing)),
      }
    } else if (defects.has(rule.id)) yield { ...counted, verdict: 'fail', ...(defects.get(rule.id) as Shown) }
    else yield { ...counted, verdict: counted.occasions < enoughOccasions ? 'untested' : 'pass' }
  }
}

function describe({ number, program, why }: Crash): string {
  const which = number === null ? 'a case known before' : `case ${number}`
  return `${which}, ${JSON.stringify(program)}: the implementation ${why}`
}

async function explain(
  runner: Runner,
  selection: Selection,
  rule: string,
  failure: Failure,
): Promise<Pick<RuleOutcome, 'verdict' | 'message' | 'counterexample'>> {
  try {
    const counterexample = await runner.minimise(selection, rule, failure)
    if (counterexample !== 'unstable') return { verdict: 'fail', counterexample }
    return { verdict: 'nondeterministic', message: 'a case that failed gave another trace when it was run again' }
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    return {
      verdict: 'fail',
      message: `while a failing case was being simplified, the implementation ${thrown.message}`,
    }
  }
}
