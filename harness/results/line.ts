import * as v from 'valibot'
import { chapters, type Rule } from '../../spec/rules/rule.ts'
import { resolvedDialectSchema } from '../implementation/shape.ts'
import { SUBJECTS } from '../implementation/subjects.ts'
import { VERDICTS } from './verdict.ts'

/*
 * The format of results: JSON lines. One run of one implementation is a header, a line a rule and subject, and a
 * footer; a file holds one or more runs. Nothing but `seconds` differs between two runs with one seed.
 */

const LEVELS = ['must', 'should'] as const satisfies Rule['level'][]

const text = v.pipe(v.string(), v.nonEmpty())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const trace = v.array(v.string())

export const headerSchema = v.strictObject({
  type: v.literal('header'),
  /** The suite that was run: runs with different ones cannot be merged. */
  suite: v.strictObject({ version: text, rules: count }),
  implementation: v.strictObject({ name: text, version: text }),
  dialect: resolvedDialectSchema,
  seed: v.pipe(v.number(), v.safeInteger()),
  /** What the run was limited to; an absent key is no limit, or the default. */
  limits: v.strictObject({
    chapters: v.exactOptional(v.array(v.picklist(chapters))),
    rules: v.exactOptional(v.array(text)),
    runs: v.exactOptional(count),
    seconds: v.exactOptional(v.pipe(v.number(), v.minValue(0))),
  }),
  runtime: text,
})

export const reportedCounterexampleSchema = v.strictObject({
  token: text,
  statements: count,
  source: v.string(),
  expected: trace,
  observed: trace,
})

export const ruleLineSchema = v.strictObject({
  type: v.literal('rule'),
  rule: text,
  chapter: v.picklist(chapters),
  subject: v.nullable(v.picklist(SUBJECTS)),
  level: v.picklist(LEVELS),
  verdict: v.picklist(VERDICTS),
  cases: count,
  occasions: count,
  /** Why the failure is expected; on the verdicts expected-fail and unexpected-pass only. */
  expectation: v.exactOptional(v.strictObject({ reason: text, upstream: v.exactOptional(text) })),
  counterexample: v.exactOptional(reportedCounterexampleSchema),
  message: v.exactOptional(v.string()),
})

export const footerSchema = v.strictObject({
  type: v.literal('footer'),
  verdicts: v.strictObject(v.entriesFromList(VERDICTS, count)),
  cases: count,
  seconds: v.pipe(v.number(), v.minValue(0)),
  /** Why the run ended before its time; what stands above it holds all the same. */
  aborted: v.exactOptional(text),
})

export const lineSchema = v.variant('type', [headerSchema, ruleLineSchema, footerSchema])

export type Header = v.InferOutput<typeof headerSchema>
export type ReportedCounterexample = v.InferOutput<typeof reportedCounterexampleSchema>
export type RuleLine = v.InferOutput<typeof ruleLineSchema>
export type Footer = v.InferOutput<typeof footerSchema>
export type Line = v.InferOutput<typeof lineSchema>

/** One run of one implementation. */
export interface Run {
  readonly header: Header
  readonly rules: readonly RuleLine[]
  readonly footer: Footer
}
