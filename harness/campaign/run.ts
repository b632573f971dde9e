import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { runModel } from '../../spec/model/run.ts'
import { elaborate } from '../../spec/program/program.ts'
import type {
  CampaignOptions,
  CheckOptions,
  CompareResult,
  FindOptions,
  FindResult,
  ReplayResult,
} from '../cli/engine.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { sourceFor } from '../counterexample/source.ts'
import { caseOf } from '../counterexample/token.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { createIsolatedRunner } from '../isolation/isolated-runner.ts'
import type { Limits } from '../isolation/limits.ts'
import { UsageError } from '../messages/usage-error.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import type { Case } from './cases.ts'
import { checkWith } from './check.ts'
import { compareWith } from './compare.ts'
import { findWith } from './find.ts'
import { remember } from './opened.ts'
import type { Run, Runner, Selection } from './runner.ts'

/*
 * The engine behind the commands: each opens the implementation in a process of its own, works, and closes it.
 */

/** Chapters are run in so many processes side by side, where the machine has the cores: there are hardly ever more. */
const mostLanes = 4

/** Limits are what each process is allowed; only tests give other ones. */
export async function* check(options: CheckOptions, limits?: Limits): AsyncGenerator<RuleOutcome> {
  const runners = remember(open)
  try {
    const openOne = () => runners.open(options.implementation, limits)
    const most = Math.min(mostLanes, availableParallelism())
    yield* checkWith(await openOne(), options, { open: openOne, most })
  } finally {
    runners.stop()
  }
}

export async function find(options: FindOptions): Promise<FindResult> {
  const runner = await open(options.implementation)
  try {
    return await blame(options.implementation, 'the search', findWith(runner, options))
  } finally {
    runner.stop()
  }
}

export async function compare(a: string, b: string, options: CampaignOptions): Promise<CompareResult> {
  const runners = remember(open)
  try {
    const [first, second] = [await runners.open(a), await runners.open(b)]
    return await blame(`${a} or ${b}`, 'the comparison', compareWith(first, second, options))
  } finally {
    runners.stop()
  }
}

export async function replay(tokenOrFile: string, implementation: string): Promise<ReplayResult> {
  const { selection, one } = read(tokenOrFile)
  const runner = await open(implementation)
  try {
    if (!runner.subjects.includes(selection.subject)) throw noSubject(selection, implementation, runner)
    const { source, expected, observed, broken } = await runToEnd(runner, selection, one)
    return { source, expected, observed, same: broken.length === 0, violated: broken }
  } finally {
    runner.stop()
  }
}

function open(implementation: string, limits?: Limits): Promise<Runner> {
  return createIsolatedRunner(implementation, process.cwd(), limits)
}

/** Where there is no verdict to give, a crash is the adapter's fault. */
async function blame<T>(implementation: string, doing: string, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    throw new UsageError({
      what: `${implementation} cannot be run to the end`,
      expected: 'an implementation that leaves its process as it is',
      got: `the implementation ${thrown.message}`,
      where: doing,
      fix: 'aexit check names the case',
    })
  }
}

/** A case that crashes is seen to do so: that is how its trace ends. */
async function runToEnd(runner: Runner, selection: Selection, one: Case): Promise<Run> {
  try {
    return await runner.runOne(selection, one)
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    const program = elaborate(one.program)
    return {
      source: sourceFor(program, selection.subject),
      expected: runModel(program, one.schedule, runner.dialect).trace,
      observed: [`process ${thrown.message}`],
      broken: [`${selection.chapter}.trace`],
    }
  }
}

/** A file that `find --save` wrote, or a token. */
function read(tokenOrFile: string): { readonly selection: Selection; readonly one: Case } {
  if (!tokenOrFile.endsWith('.json')) {
    const { profile, case: one } = caseOf(tokenOrFile)
    return { selection: { chapter: profile.chapter, subject: profile.subject, seed: 0, runs: 0 }, one }
  }
  const saved = parse(tokenOrFile)
  if (saved.subject === null) throw notACounterexample(tokenOrFile, 'no subject')
  const one = { program: saved.program, schedule: saved.schedule } as Case
  return { selection: { chapter: saved.chapter, subject: saved.subject, seed: 0, runs: 0 }, one }
}

function parse(file: string): SavedCounterexample {
  let saved: Partial<SavedCounterexample>
  try {
    saved = JSON.parse(readFileSync(file, 'utf8')) as Partial<SavedCounterexample>
  } catch (thrown) {
    throw notACounterexample(file, thrown instanceof Error ? thrown.message : String(thrown))
  }
  for (const key of ['chapter', 'subject', 'program', 'schedule'] as const) {
    if (saved?.[key] === undefined) throw notACounterexample(file, `no ${key}`)
  }
  return saved as SavedCounterexample
}

function notACounterexample(file: string, got: string): UsageError {
  return new UsageError({
    what: 'this file holds no counterexample',
    expected: 'the JSON file that find --save wrote',
    got,
    where: file,
    fix: 'save the counterexample again with find --save, or replay its token',
  })
}

function noSubject({ subject }: Selection, implementation: string, { subjects }: Runner): UsageError {
  return new UsageError({
    what: `${implementation} cannot run this counterexample`,
    expected: `an implementation with the subject ${subject}`,
    got: `one with ${subjects.join(', ')}`,
    where: 'the command line',
    fix: `replay it on an implementation that has ${subject}`,
  })
}
