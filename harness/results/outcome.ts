import type { Chapter, Rule, SubjectKind } from '../../spec/rules/rule.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import type { ObservedVerdict } from './verdict.ts'

/** What a campaign found about one rule on one subject. */
export interface RuleOutcome {
  readonly rule: string
  readonly chapter: Chapter
  /** null where the rule was run on none. */
  readonly subject: SubjectKind | null
  readonly level: Rule['level']
  readonly verdict: ObservedVerdict
  /** Cases that were run. */
  readonly cases: number
  /** Cases that gave the rule something to say. */
  readonly occasions: number
  /** Another rule, which is also broken by itself: every case that breaks this one breaks that one too. */
  readonly fallsWith?: string
  readonly counterexample?: SavedCounterexample
  readonly message?: string
}
