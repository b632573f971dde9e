import type { Chapter, SubjectKind } from '../rules/rule.ts'
import type { Feature, Weights } from './grammar.ts'
import type { Form } from './program.ts'

/** Which programs a chapter runs on a subject: features with their weights, and how large the programs get. */
export interface Profile {
  readonly chapter: Chapter
  readonly subject: SubjectKind
  readonly form: Form
  readonly weights: Weights
  /** Half of the programs that are drawn are a single statement of these kinds, if there are any. */
  readonly focus: readonly Feature[]
  /** Sizes are drawn evenly from 1 to this. */
  readonly largest: number
}

/** What every program may do. */
export const core: Weights = { event: 4, checkpoint: 4, raise: 3, return: 2, catch: 3, 'raise-again': 1, finally: 2 }
/** What resources may do, in either language. */
export const exits: Weights = { 'exit-waits': 1, 'exit-fails': 1, enter: 1, several: 1 }
