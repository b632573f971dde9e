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
  /** What is known to fail is left out of it. */
  readonly verdict: ObservedVerdict
  /** Whether a case that is known to fail broke the rule. */
  readonly known?: boolean
  /** Replay tokens of known failures of the rule that were run, each with whether it still breaks the rule. */
  readonly tried?: readonly (readonly [token: string, fails: boolean])[]
  /** Cases that were run. */
  readonly cases: number
  /** Cases that gave the rule something to say. */
  readonly occasions: number
  /** Another rule, which is also broken by itself: every case that breaks this one breaks that one too. */
  readonly fallsWith?: string
  readonly counterexample?: SavedCounterexample
  readonly message?: string
}
