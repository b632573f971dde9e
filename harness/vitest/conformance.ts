import { resolve } from 'node:path'
import type { beforeAll, describe, test } from 'vitest'
import { type Chapter, chapters, type Rule } from '../../spec/rules/rule.ts'
import type { CampaignOptions } from '../cli/engine.ts'
import { DEFAULT_SEED } from '../cli/seed.ts'
import { applyExpectations, expectationsFor } from '../expectations/apply.ts'
import type { Expectation } from '../expectations/expectation.ts'
import { knownFailures } from '../expectations/known.ts'
import { checkExpectations, readExpectations } from '../expectations/read.ts'
import { checkImplementation } from '../implementation/check.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { type ResolvedImplementation, resolveVariants } from '../implementation/resolve.ts'
import { subjectsOf } from '../implementation/subjects.ts'
import { counterexampleOf, explain, type Knowledge, replayCommand, titleOf } from '../report/reported.ts'
import type { RuleLine } from '../results/line.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import { isUnwanted } from '../results/verdict.ts'

export interface ConformanceOptions {
  /** Known failures: a list, or the path of a file with one. */
  readonly expectations?: string | readonly Expectation[]
  /** Cases a chapter; the default is what the implementation says. */
  readonly runs?: number
  readonly seed?: number
  readonly chapters?: readonly Chapter[]
}

/** What the tests are made with. */
export interface Binding extends Knowledge {
  readonly checkInProcess: (
    implementation: ResolvedImplementation,
    options: CampaignOptions,
  ) => AsyncIterable<RuleOutcome>
  readonly api: { readonly describe: typeof describe; readonly test: typeof test; readonly beforeAll: typeof beforeAll }
}

/** Campaigns have their own bounds; the tests wait for them. */
const NO_TIMEOUT = 0

/** Makes the tests of an implementation: one describe a chapter, one test a rule; variants have a describe each. */
export function defineConformance(
  binding: Binding,
  implementation: Implementation,
  options: ConformanceOptions = {},
): void {
  const where = implementation.name || 'the implementation'
  const all = resolveVariants(checkImplementation(implementation, where), where)
  const expectations = expectationsOf(options, binding.rules, Object.keys(implementation.variants ?? {}))
  for (const one of all) {
    const own = expectationsFor(expectations, one.variant)
    if (one.variant === null) defineChapters(binding, one, own, options)
    else binding.api.describe(one.name, () => defineChapters(binding, one, own, options))
  }
}

function expectationsOf(
  { expectations = [] }: ConformanceOptions,
  rules: readonly Rule[],
  variants: readonly string[],
): readonly Expectation[] {
  const vocabulary = { rules: rules.map(({ id }) => id), variants }
  return typeof expectations === 'string'
    ? readExpectations(resolve(expectations), process.cwd(), vocabulary)
    : checkExpectations(expectations, 'the option expectations', vocabulary)
}

function defineChapters(
  binding: Binding,
  implementation: ResolvedImplementation,
  expectations: readonly Expectation[],
  options: ConformanceOptions,
): void {
  const { dialect } = implementation
  const subjects = subjectsOf(implementation)
  for (const chapter of options.chapters ?? chapters) {
    const rules = binding.rules.filter(
      ({ id, applies }) => id.startsWith(`${chapter}.`) && subjects.some(subject => applies(dialect, subject)),
    )
    if (rules.length > 0) defineChapter(binding, implementation, expectations, { chapter, rules, options })
  }
}

interface ChapterPlan {
  readonly chapter: Chapter
  readonly rules: readonly Rule[]
  readonly options: ConformanceOptions
}

/** One campaign a chapter judges all of its rules; each test tells the verdict of one. */
function defineChapter(
  binding: Binding,
  implementation: ResolvedImplementation,
  expectations: readonly Expectation[],
  { chapter, rules, options: { runs, seed = DEFAULT_SEED } }: ChapterPlan,
): void {
  const { describe, test, beforeAll } = binding.api
  describe(chapter, () => {
    const lines: RuleLine[] = []
    beforeAll(async () => {
      const known = knownFailures(expectations)
      const options = { chapters: [chapter], seed, known, ...(runs === undefined ? {} : { runs }) }
      for await (const outcome of binding.checkInProcess(implementation, options)) {
        lines.push(applyExpectations(outcome, expectations))
      }
    }, NO_TIMEOUT)

    for (const { id } of rules) {
      test(id.slice(chapter.length + 1), ({ skip }) => {
        const own = lines.filter(({ rule }) => rule === id)
        const unwanted = own.filter(({ verdict }) => isUnwanted(verdict))
        if (unwanted.length > 0) throw failure(unwanted.map(line => explainLine(line, binding)).join('\n\n'))
        if (own.length === 0) throw failure(`${id} was given no verdict`)
        const idle = own.every(({ verdict }) => verdict === 'untested' || verdict === 'unsupported')
        skip(idle, own.map(({ verdict, message = '' }) => `${verdict} ${message}`.trim()).join(', '))
      })
    }
  })
}

function explainLine(line: RuleLine, binding: Binding): string {
  const { statement, advice } = explain(line.rule, binding)
  const counterexample = counterexampleOf(line)
  return [
    `${titleOf(line)}: ${line.verdict}`,
    statement,
    line.message ?? '',
    line.verdict === 'unexpected-pass' ? `it is listed as failing (${line.expectation?.reason}): delist it` : '',
    counterexample ? `\n${binding.renderCounterexample(counterexample).trimEnd()}\n` : '',
    ...(line.verdict === 'unexpected-pass' ? [] : advice),
    counterexample
      ? `Replay: ${replayCommand(counterexample.token, 'IMPL', {})}, IMPL being the path of the adapter`
      : '',
  ]
    .filter(part => part !== '')
    .join('\n')
}

/** Without a stack: it would point here, and say nothing about the implementation. */
function failure(message: string): Error {
  const error = new Error(message)
  error.stack = `Error: ${message}`
  return error
}
