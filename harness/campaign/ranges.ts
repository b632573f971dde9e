import type { CampaignOptions } from '../cli/engine.ts'
import { caseOf } from '../counterexample/token.ts'
import { ImplementationCrash } from '../isolation/isolated-runner.ts'
import { type Case, createCases } from './cases.ts'
import { type Failure, isTrace, profileOf, saysMore } from './chapter.ts'
import type { Report, Runner, Selection } from './runner.ts'

/** A case that ends or blocks the process. */
export interface Crash {
  /** Its number in the campaign; null for one that was known before. */
  readonly number: number | null
  readonly program: Case['program']
  readonly why: string
}

export interface Gathered {
  cases: number
  readonly occasions: Map<string, number>
  /** By rule, the failing case that says most of it. */
  readonly failures: Map<string, Failure>
  readonly crashes: Crash[]
}

/** Cases that share one wait for quiescence, and one answer of the process that runs them. */
const batch = 200

/** A chapter is given up after so many crashes: each costs a process. */
const mostCrashes = 3

/** Runs all cases of a selection, batch by batch; a batch that crashes is halved until the case is found. */
export async function runRanges(runner: Runner, selection: Selection, options: CampaignOptions): Promise<Gathered> {
  const gathered: Gathered = { cases: 0, occasions: new Map(), failures: new Map(), crashes: [] }
  const { chapter, subject, runs } = selection
  const stopAt = options.seconds === undefined ? null : performance.now() + options.seconds * 1000
  options.onProgress?.({ chapter, subject, done: 0, total: runs })
  for (const token of options.known ?? []) {
    const { profile, case: one } = caseOf(token)
    if (profile.chapter === chapter && profile.subject === subject) await runKnown(runner, selection, one, gathered)
  }
  for (let from = 0; from < runs; from += batch) {
    if (stopAt !== null && performance.now() > stopAt) break
    const to = Math.min(from + batch, runs)
    await runRange(runner, selection, from, to, gathered)
    options.onProgress?.({ chapter, subject, done: to, total: runs })
    if (gathered.crashes.length >= mostCrashes) break
  }
  return gathered
}

/**
 * One event that is out of place may break several rules. A rule that is only ever broken together with another one,
 * which is also broken by itself, falls with that one.
 */
export function fallsWith(failures: ReadonlyMap<string, Failure>, rule: string): string | null {
  if (isTrace(rule)) return null
  return failures.get(rule)?.others.find(other => failures.get(other)?.others.length === 0) ?? null
}

async function runKnown(runner: Runner, selection: Selection, one: Case, gathered: Gathered): Promise<void> {
  try {
    add(gathered, await runner.runSome(selection, [one]))
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    gathered.crashes.push({ number: null, program: one.program, why: thrown.message })
  }
}

async function runRange(
  runner: Runner,
  selection: Selection,
  from: number,
  to: number,
  gathered: Gathered,
): Promise<void> {
  try {
    add(gathered, await runner.runRange(selection, from, to))
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    if (to - from === 1) {
      gathered.crashes.push({ number: from, program: caseAt(runner, selection, from).program, why: thrown.message })
      return
    }
    const middle = Math.floor((from + to) / 2)
    await runRange(runner, selection, from, middle, gathered)
    if (gathered.crashes.length < mostCrashes) await runRange(runner, selection, middle, to, gathered)
  }
}

function caseAt(runner: Runner, selection: Selection, number: number): Case {
  const profile = profileOf(selection.chapter, selection.subject)
  if (!profile) throw new RangeError('unreachable: the case was run')
  return createCases(profile, runner.dialect, selection.seed, selection.runs).at(number)
}

function add(gathered: Gathered, report: Report): void {
  gathered.cases += report.cases
  for (const [rule, count] of report.occasions)
    gathered.occasions.set(rule, (gathered.occasions.get(rule) ?? 0) + count)
  for (const [rule, failure] of report.failures) {
    const known = gathered.failures.get(rule)
    if (!known || saysMore(failure, known)) gathered.failures.set(rule, failure)
  }
}
