import type { Implementation } from '../../harness/index.ts'

/** An implementation that is wrong on purpose in one realistic way, to prove that a rule can fail. */
export interface Mutant {
  /** Says what is wrong, as a slug: `exits-first-in-first-out`. */
  readonly name: string
  /** The id of the rule that must kill it. */
  readonly rule: string
  /** What is wrong, in one sentence. */
  readonly flaw: string
  /** Everything of it but the name. */
  readonly implementation: Omit<Implementation, 'name'>
}
