import type { Dialect } from '../dialects/dialect.ts'
import type { Difference } from './difference.ts'
import type { RuleId } from './rule-id.ts'

/** The chapters, in the order in which they are run and reported. */
export const chapters = [
  'context-manager',
  'exit-stack',
  'generator',
  'iteration',
  'tasks',
  'operators',
  'fetching',
] as const
export type Chapter = (typeof chapters)[number]

/**
 * The part of an implementation that runs programs: `language` is ECMAScript's, `python` the other one; `tasks` are
 * those of a library with structured concurrency; the last six are `fetchAll` and `client` against a stub in the place of
 * fetch, against requests intercepted by MSW, and against a real server.
 */
export type SubjectKind =
  | 'language'
  | 'bracket'
  | 'disposableStack'
  | 'exitStack'
  | 'python'
  | 'tasks'
  | 'operators'
  | 'fetchStub'
  | 'fetchMsw'
  | 'fetchServer'
  | 'clientStub'
  | 'clientMsw'
  | 'clientServer'

/** Where a rule stands in the normative text. */
export interface Source {
  /** Such as `ECMA-262` or `Python Language Reference`. */
  readonly title: string
  /** The section's name as it stands there. */
  readonly section: string
  readonly url: string
}

/** One normative statement. */
export interface Rule {
  /** `chapter.slug`; never positional, never reused. */
  readonly id: RuleId
  readonly level: 'must' | 'should'
  /** What must hold, in one sentence. */
  readonly statement: string
  /** Why anyone should care, in one sentence. */
  readonly intent: string
  readonly sources: readonly [Source, ...Source[]]
  /** Whether the rule says anything in this dialect, on this subject. */
  readonly applies: (dialect: Dialect, subject: SubjectKind) => boolean
  /** "If this fails, check …": where to look first, each a short imperative sentence. */
  readonly hints: readonly string[]
  /**
   * Asked only when the observed trace differs from the model's and the model met an occasion of this rule: is this
   * rule broken? (When the traces agree, every rule that had an occasion is held: the model satisfies all of them.)
   */
  readonly broken: (difference: Difference) => boolean
}
