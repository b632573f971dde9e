import type { Profile } from '../../spec/program/profile.ts'
import type { CampaignOptions } from '../cli/engine.ts'
import { caseOf, tokenOf } from '../counterexample/token.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { type Case, createCases } from './cases.ts'
import { addFailure, type Failure, isTrace, profileOf } from './chapter.ts'
import type { Report, Runner, Selection } from './runner.ts'

/** A case that ends or blocks the process, or breaks what the suite stands on. */
export interface Crash {
  /** Which case it is, as a replay token where it is known: `case 17, context-manager.bracket.3.1f.fifo.s5f`. */
  readonly which: string
  /** What the implementation does. */
  readonly why: string
  /** Whether there is no use in going on: no case is to blame, or each one costs too much time. */
  readonly last: boolean
}

/** In words. `count`: how many there are of which this is the first. */
export function describeCrash({ which, why }: Pick<Crash, 'which' | 'why'>, count = 1): string {
  const more = count > 1 ? ` (the first of ${count} such cases)` : ''
  return `${which}: the implementation ${why}${more}`
}

export interface Gathered {
  cases: number
  readonly occasions: Map<string, number>
  /** By rule, the failing case that says most of it. */
  readonly failures: Map<string, Failure>
  /** Rules that known failures break. */
  readonly known: Set<string>
  /** Replay tokens of known failures that were run, each with whether it still breaks the rule that it is listed with. */
  readonly tried: Map<string, boolean>
  readonly crashes: Crash[]
}

/** Cases that share one wait for quiescence, and one answer of the process that runs them. */
const batch = 200

/** One batch of so many is run a second time: what passes only every other time is no pass. */
const sampled = 20

/** A chapter is given up after so many crashes: each costs a process. */
const mostCrashes = 3

/** Runs all cases of a selection, batch by batch; a batch that crashes is run in parts until the case is found. */
export async function runRanges(runner: Runner, selection: Selection, options: CampaignOptions): Promise<Gathered> {
  const gathered: Gathered = {
    cases: 0,
    occasions: new Map(),
    failures: new Map(),
    known: new Set(),
    tried: new Map(),
    crashes: [],
  }
  const { chapter, subject, runs } = selection
  const stopAt = options.seconds === undefined ? null : performance.now() + options.seconds * 1000
  options.onProgress?.({ chapter, subject, done: 0, total: runs })
  await tryKnown(runner, selection, gathered)
  if (isGivenUp(gathered)) return gathered
  for (let from = 0; from < runs; from += batch) {
    if (stopAt !== null && performance.now() > stopAt) break
    const to = Math.min(from + batch, runs)
    await runRange(runner, selection, from, to, gathered)
    if ((from / batch) % sampled === sampled - 1) await runAgain(runner, selection, from, to, gathered)
    options.onProgress?.({ chapter, subject, done: to, total: runs })
    if (isGivenUp(gathered)) break
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

/** Runs the programs of the known failures, side by side; where that crashes, one by one. */
async function tryKnown(runner: Runner, selection: Selection, gathered: Gathered): Promise<void> {
  const listed = listedIn(selection)
  for (let from = 0; from < listed.length; from += batch) {
    const some = listed.slice(from, from + batch)
    try {
      note(
        gathered,
        some,
        await runner.brokenBy(
          selection,
          some.map(listing => listing.case),
        ),
      )
    } catch (thrown) {
      if (!(thrown instanceof ImplementationCrash)) throw thrown
      for (const one of some) {
        await tryOne(runner, selection, one, gathered)
        if (isGivenUp(gathered)) return
      }
    }
  }
}

async function tryOne(runner: Runner, selection: Selection, one: Listed, gathered: Gathered): Promise<void> {
  try {
    note(gathered, [one], await runner.brokenBy(selection, [one.case]))
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    gathered.crashes.push(crashOf(thrown, `a known case, ${one.token}`))
    gathered.tried.set(one.token, true)
  }
}

/** A program that a rule is listed with. */
interface Listed {
  readonly rule: string
  readonly token: string
  readonly case: Case
}

function listedIn({ chapter, subject, known = [] }: Selection): Listed[] {
  const all = known.flatMap(({ rule, programs }) => programs.map(token => ({ rule, token, ...caseOf(token) })))
  return all.filter(({ profile }) => profile.chapter === chapter && profile.subject === subject)
}

/** Of a program for which the engine beneath is no good (see `runnable.ts`) nothing is known. */
function note(gathered: Gathered, some: readonly Listed[], broken: readonly (readonly string[] | null)[]): void {
  for (const [i, { rule, token }] of some.entries()) {
    const own = broken[i]
    if (own) gathered.tried.set(token, own.includes(rule))
  }
}

/** Runs a range a second time. What fails now is a failure, which is then found to change from run to run. */
async function runAgain(
  runner: Runner,
  selection: Selection,
  from: number,
  to: number,
  gathered: Gathered,
): Promise<void> {
  const again: Gathered = { ...gathered, cases: 0, occasions: new Map() }
  await runRange(runner, selection, from, to, again)
}

/**
 * A range that crashes is run again in parts of about its square root, in order, and the part that crashes likewise: so
 * few processes are started, and each part is run after those before it.
 */
async function runRange(
  runner: Runner,
  selection: Selection,
  from: number,
  to: number,
  gathered: Gathered,
): Promise<void> {
  const crash = await attempt(runner, selection, from, to, gathered)
  if (!crash) return
  if (to - from === 1 || crash.blame === 'import') {
    gathered.crashes.push(crashOf(crash, crash.blame === 'import' ? 'every case' : caseNamed(runner, selection, from)))
    return
  }
  const found = gathered.crashes.length
  const step = to - from > 16 ? Math.ceil(Math.sqrt(to - from)) : 1
  for (let at = from; at < to && !isGivenUp(gathered); at += step) {
    await runRange(runner, selection, at, Math.min(at + step, to), gathered)
  }
  if (gathered.crashes.length > found) return
  gathered.crashes.push(crashOf(crash, `cases ${from} to ${to - 1} side by side, though none of them by itself`))
}

/** Runs a range. What an earlier case has left behind is noted, and the range is run again without it. */
async function attempt(
  runner: Runner,
  selection: Selection,
  from: number,
  to: number,
  gathered: Gathered,
): Promise<ImplementationCrash | null> {
  for (;;) {
    try {
      add(gathered, await runner.runRange(selection, from, to))
      return null
    } catch (thrown) {
      if (!(thrown instanceof ImplementationCrash)) throw thrown
      if (thrown.blame !== 'earlier') return thrown
      gathered.crashes.push(crashOf(thrown, `a case up to ${to - 1}`))
      if (isGivenUp(gathered)) return null
    }
  }
}

function isGivenUp({ crashes }: Gathered): boolean {
  return crashes.length >= mostCrashes || crashes.some(({ last }) => last)
}

function crashOf({ message, slow, blame }: ImplementationCrash, which: string): Crash {
  return { which, why: message, last: slow || blame === 'import' }
}

function caseNamed(runner: Runner, selection: Selection, number: number): string {
  return `case ${number}, ${tokenIn(selection, caseAt(runner, selection, number))}`
}

function tokenIn({ chapter, subject }: Selection, one: Case): string {
  return tokenOf(profileOf(chapter, subject) as Profile, one)
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
  for (const [rule, failure] of report.failures) addFailure(gathered.failures, rule, failure)
  for (const rule of report.known) gathered.known.add(rule)
}
