import type { Chapter } from '../../spec/rules/rule.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import type { KnownFailure } from '../expectations/known.ts'
import type { RuleOutcome } from '../results/outcome.ts'

/*
 * What the commands need of the campaigns. The commands are given an engine, so that they can be tested with one that
 * answers at once.
 */

/** How far a run has come: cases of one chapter on one subject. */
export interface Progress {
  readonly chapter: string
  readonly subject: string
  readonly done: number
  readonly total: number
}

/** What a campaign is limited to. */
export interface CampaignOptions {
  readonly chapters?: Chapter[]
  readonly rules?: string[]
  /** Cases a chapter. */
  readonly runs?: number
  readonly seconds?: number
  /** What is known to fail: it is told, and not simplified once more. */
  readonly known?: readonly KnownFailure[]
  readonly seed: number
  onProgress?(progress: Progress): void
}

export interface CheckOptions extends CampaignOptions {
  /** IMPL as typed, one variant. */
  readonly implementation: string
}

export interface FindOptions extends CheckOptions {
  readonly rule?: string
}

export interface FindResult {
  readonly counterexample: SavedCounterexample | null
  readonly cases: number
  /** Whether all smaller programs were tried. */
  readonly provedSmallest: boolean
  /** Cases that the implementation could not be run to the end with, in words. */
  readonly crashes: readonly string[]
}

/** A program on which two implementations differ. */
export interface BehaviourDifference {
  readonly source: string
  readonly token: string
  readonly model: readonly string[]
  readonly a: readonly string[]
  readonly b: readonly string[]
}

export interface CompareResult {
  readonly differences: readonly BehaviourDifference[]
  readonly cases: number
}

export interface ReplayResult {
  readonly source: string
  readonly expected: readonly string[]
  readonly observed: readonly string[]
  readonly same: boolean
  /** The ids of the rules that are broken. */
  readonly violated: readonly string[]
}

export interface Engine {
  check(options: CheckOptions): AsyncIterable<RuleOutcome>
  find(options: FindOptions): Promise<FindResult>
  compare(a: string, b: string, options: CampaignOptions): Promise<CompareResult>
  replay(tokenOrFile: string, implementation: string): Promise<ReplayResult>
}
