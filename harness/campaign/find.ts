import { sentenceAt } from '../../spec/grammar/number.ts'
import type { Profile } from '../../spec/program/profile.ts'
import type { Program } from '../../spec/program/program.ts'
import { ruleById } from '../../spec/rules/catalogue.ts'
import { chapters, type Rule } from '../../spec/rules/rule.ts'
import type { FindOptions, FindResult } from '../cli/engine.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { defaultRuns, runsOf } from './budget.ts'
import { grammarsOf } from './cases.ts'
import { isTrace, profileOf, rulesOf } from './chapter.ts'
import { describeCrash, runRanges } from './ranges.ts'
import type { Runner, Selection } from './runner.ts'

/** Smaller programs are tried one and all as long as there are no more than this. */
const provable = 30_000

/** Programs that are tried side by side. */
const batch = 200

/** Searches for the smallest counterexample: of one rule, or of whichever the implementation breaks. */
export async function findWith(runner: Runner, options: FindOptions): Promise<FindResult> {
  let cases = 0
  const crashes: string[] = []
  let best: { readonly counterexample: SavedCounterexample; readonly selection: Selection } | null = null
  const rule = options.rule ? (ruleById(options.rule) as Rule) : null
  const wanted = options.chapters ?? (rule ? [rule.id.slice(0, rule.id.indexOf('.'))] : chapters)
  for (const chapter of chapters.filter(one => wanted.includes(one))) {
    for (const subject of runner.subjects) {
      const applying = profileOf(chapter, subject) ? rulesOf(chapter, runner.dialect, subject) : []
      const searched = applying.filter(({ id }) => !rule || id === rule.id)
      if (searched.length === 0) continue
      const selection = {
        chapter,
        subject,
        seed: options.seed,
        runs: runsOf(subject, options.runs ?? runner.runs ?? defaultRuns),
      }
      const gathered = await runRanges(runner, selection, options)
      cases += gathered.cases
      crashes.push(...gathered.crashes.map(describeCrash))
      for (const { id } of preferSpecific(searched)) {
        const failing = gathered.failures.get(id)
        const found = failing ? await runner.minimise(selection, id, failing) : null
        if (!found || typeof found === 'string') continue
        if (!best || found.statements < best.counterexample.statements) best = { counterexample: found, selection }
      }
    }
  }
  if (!best) return { counterexample: null, cases, provedSmallest: false, crashes }
  const proof = await trySmaller(runner, best.selection, best.counterexample)
  return {
    counterexample: proof.smaller ?? best.counterexample,
    cases: cases + proof.cases,
    provedSmallest: proof.complete,
    crashes,
  }
}

/** A rule that says more than that the traces differ is named first. */
function preferSpecific(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((a, b) => Number(isTrace(a.id)) - Number(isTrace(b.id)))
}

/** Tries every program that is smaller than the counterexample's, in order of size, FIFO. */
async function trySmaller(
  runner: Runner,
  selection: Selection,
  { token, rule }: SavedCounterexample,
): Promise<{ readonly smaller: SavedCounterexample | null; readonly cases: number; readonly complete: boolean }> {
  const size = Number(token.split('.')[2])
  const { grammar, counter } = grammarsOf(profileOf(selection.chapter, selection.subject) as Profile, runner.dialect)
  let cases = 0
  for (let smaller = 0; smaller < size; smaller++) {
    const count = counter.count(grammar, smaller)
    if (BigInt(cases) + count > BigInt(provable)) return { smaller: null, cases, complete: false }
    for (let from = 0; from < Number(count); from += batch) {
      const indices = Array.from({ length: Math.min(batch, Number(count) - from) }, (_, i) => BigInt(from + i))
      const some = indices.map(index => ({
        program: sentenceAt(counter, grammar, { size: smaller, index }) as unknown as Program,
        schedule: [],
      }))
      cases += some.length
      const { failures } = await runner.runSome(selection, some)
      const failure = failures.find(([id]) => id === rule)?.[1]
      if (!failure || (failure.others.length > 0 && !isTrace(rule))) continue
      const found = await runner.minimise(selection, rule, failure)
      if (typeof found !== 'string') return { smaller: found, cases, complete: true }
    }
  }
  return { smaller: null, cases, complete: true }
}
