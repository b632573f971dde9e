import type { Chapter, SubjectKind } from '../../spec/rules/rule.ts'

/** A counterexample as far as it is read: what the results and the reports carry. */
export interface Counterexample {
  /** Program and schedule in one short word: what `aexit replay` takes. */
  readonly token: string
  readonly rule: string
  readonly chapter: Chapter
  readonly subject: SubjectKind | null
  /** How many statements the program has. */
  readonly statements: number
  /** The program as a person would write it. */
  readonly source: string
  /** The model's trace. */
  readonly expected: readonly string[]
  readonly observed: readonly string[]
}

/** A counterexample as it is kept: with the case itself, so that it replays when tokens have come to mean another. */
export interface SavedCounterexample extends Counterexample {
  readonly program: unknown
  readonly schedule: readonly number[]
}
