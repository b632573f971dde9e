import type { Profile } from '../../spec/program/profile.ts'
import { chapters } from '../../spec/rules/rule.ts'
import type { BehaviourDifference, CampaignOptions, CompareResult } from '../cli/engine.ts'
import { tokenOf } from '../counterexample/token.ts'
import { simplerCases } from '../minimise/minimise.ts'
import { runsOf } from './budget.ts'
import { type Case, type Cases, createCases } from './cases.ts'
import { profileOf } from './chapter.ts'
import type { Run, Runner, Selection } from './runner.ts'

/** Cases a chapter, where the caller does not say: each is run one by one, on both. */
const comparedRuns = 2_000

/** Finds the smallest programs on which two implementations differ, one for each chapter and subject that both have. */
export async function compareWith(a: Runner, b: Runner, options: CampaignOptions): Promise<CompareResult> {
  const differences: BehaviourDifference[] = []
  let cases = 0
  for (const chapter of chapters.filter(one => options.chapters?.includes(one) ?? true)) {
    for (const subject of a.subjects.filter(one => b.subjects.includes(one))) {
      const profile = profileOf(chapter, subject)
      if (!profile) continue
      const selection = { chapter, subject, seed: options.seed, runs: runsOf(subject, options.runs ?? comparedRuns) }
      const all = createCases(profile, a.dialect, selection.seed, selection.runs)
      const found = await firstDifference(a, b, selection, all, options)
      cases += found.cases
      if (found.case) differences.push(await simplify(a, b, selection, profile, all, found.case))
    }
  }
  return { differences, cases }
}

async function firstDifference(
  a: Runner,
  b: Runner,
  selection: Selection,
  all: Cases,
  options: CampaignOptions,
): Promise<{ readonly case: Case | null; readonly cases: number }> {
  const { chapter, subject, runs } = selection
  for (let number = 0; number < runs; number++) {
    if (number % 100 === 0) options.onProgress?.({ chapter, subject, done: number, total: runs })
    const one = all.at(number)
    if (await differs(a, b, selection, one)) return { case: one, cases: number + 1 }
  }
  return { case: null, cases: runs }
}

async function both(a: Runner, b: Runner, selection: Selection, one: Case): Promise<readonly [Run, Run]> {
  return [await a.runOne(selection, one), await b.runOne(selection, one)]
}

async function differs(a: Runner, b: Runner, selection: Selection, one: Case): Promise<boolean> {
  const [first, second] = await both(a, b, selection, one)
  // A trace that is as it must be may still order independent tasks in its own way.
  if (first.broken.length === 0 && second.broken.length === 0) return false
  return first.observed.join('\n') !== second.observed.join('\n')
}

async function simplify(
  a: Runner,
  b: Runner,
  selection: Selection,
  profile: Profile,
  all: Cases,
  start: Case,
): Promise<BehaviourDifference> {
  let one = start
  for (;;) {
    let simpler: Case | null = null
    for (const candidate of simplerCases(all, one)) {
      if (!(await differs(a, b, selection, candidate))) continue
      simpler = candidate
      break
    }
    if (!simpler) break
    one = simpler
  }
  const [first, second] = await both(a, b, selection, one)
  return {
    source: first.source,
    token: tokenOf(profile, one),
    model: first.broken.length > 0 ? first.expected : second.expected,
    a: first.observed,
    b: second.observed,
  }
}
