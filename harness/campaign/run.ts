import { readFileSync } from 'node:fs'
import type {
  CampaignOptions,
  CheckOptions,
  CompareResult,
  FindOptions,
  FindResult,
  ReplayResult,
} from '../cli/engine.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { caseOf } from '../counterexample/token.ts'
import { createIsolatedRunner } from '../isolation/isolated-runner.ts'
import { UsageError } from '../messages/usage-error.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import type { Case } from './cases.ts'
import { checkWith } from './check.ts'
import { compareWith } from './compare.ts'
import { findWith } from './find.ts'
import type { Runner, Selection } from './runner.ts'

/*
 * The engine behind the commands: each opens the implementation in a process of its own, works, and closes it.
 */

export async function* check(options: CheckOptions): AsyncGenerator<RuleOutcome> {
  const runner = await open(options.implementation)
  try {
    yield* checkWith(runner, options)
  } finally {
    runner.stop()
  }
}

export async function find(options: FindOptions): Promise<FindResult> {
  const runner = await open(options.implementation)
  try {
    return await findWith(runner, options)
  } finally {
    runner.stop()
  }
}

export async function compare(a: string, b: string, options: CampaignOptions): Promise<CompareResult> {
  const runners: Runner[] = []
  try {
    for (const implementation of [a, b]) runners.push(await open(implementation))
    const [first, second] = runners
    return await compareWith(first as Runner, second as Runner, options)
  } finally {
    for (const runner of runners) runner.stop()
  }
}

export async function replay(tokenOrFile: string, implementation: string): Promise<ReplayResult> {
  const { selection, one } = read(tokenOrFile)
  const runner = await open(implementation)
  try {
    if (!runner.subjects.includes(selection.subject)) throw noSubject(selection, implementation, runner)
    const { source, expected, observed, broken } = await runner.runOne(selection, one)
    return { source, expected, observed, same: broken.length === 0, violated: broken }
  } finally {
    runner.stop()
  }
}

function open(implementation: string): Promise<Runner> {
  return createIsolatedRunner(implementation, process.cwd())
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
