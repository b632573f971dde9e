import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Chapter, SubjectKind } from '../../spec/rules/rule.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import type { KnownFailure } from '../expectations/known.ts'
import type { Case } from './cases.ts'
import type { Failure } from './chapter.ts'

/** Which programs: a chapter's on a subject, drawn from a seed for a campaign of so many runs. */
export interface Selection {
  readonly chapter: Chapter
  readonly subject: SubjectKind
  readonly seed: number
  readonly runs: number
  /** What is known to fail; nothing unless given. */
  readonly known?: readonly KnownFailure[]
}

/** What a range of cases has shown, as plain data: it may come from another process. */
export interface Report {
  readonly cases: number
  readonly occasions: readonly (readonly [rule: string, count: number])[]
  readonly failures: readonly (readonly [rule: string, failure: Failure])[]
  /** Rules that known failures break. */
  readonly known: readonly string[]
}

/** One case, run and judged by all rules of its chapter. */
export interface Run {
  readonly source: string
  readonly expected: readonly string[]
  readonly observed: readonly string[]
  readonly broken: readonly string[]
}

/**
 * The smallest counterexample; `unstable` if the case does not break the rule when it is run again, `known` if it is but a
 * larger form of what is known to fail.
 */
export type Minimised = SavedCounterexample | 'unstable' | 'known'

/** What runs the cases of one implementation: in this process, or in one of its own. */
export interface Runner {
  readonly subjects: readonly SubjectKind[]
  readonly dialect: Dialect
  /** The number of cases a chapter that the implementation asks for; null if it does not say. */
  readonly runs: number | null
  /** Whether its language is an engine's own: see `Subject.exact`. */
  readonly isEngine: boolean
  /** Whether the implementation can end or block its process without harm to this one. */
  readonly isIsolated: boolean
  runRange(selection: Selection, from: number, to: number): Promise<Report>
  /** For each of these cases the ids of the rules that it breaks; null for one that cannot be run here. */
  brokenBy(selection: Selection, cases: readonly Case[]): Promise<readonly (readonly string[] | null)[]>
  /** Runs these cases instead of numbered ones. */
  runSome(selection: Selection, cases: readonly Case[]): Promise<Report>
  minimise(selection: Selection, rule: string, failure: Failure): Promise<Minimised>
  runOne(selection: Selection, one: Case): Promise<Run>
  stop(): void
}
