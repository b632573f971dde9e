import type { Dialect } from '../dialects/dialect.ts'
import type { Elaborated } from '../program/program.ts'
import type { ParsedEvent } from '../trace/event.ts'

/** What a rule is asked about: two traces of one case that are not the same. */
export interface Difference {
  readonly program: Elaborated
  /** What the model was asked to be: what a library declares of itself is in it. */
  readonly dialect: Dialect
  /** The model's trace. */
  readonly expected: readonly ParsedEvent[]
  readonly observed: readonly ParsedEvent[]
  /** The observed events in the very order in which they came, where `observed` has those of a step strand by strand. */
  readonly inOrder: readonly ParsedEvent[]
  /** Which of two things comes first within a step decides what is seen, and nobody owes the one or the other. */
  readonly racy: boolean
  /** Index of the first event, in both traces, that differs. */
  readonly at: number
  /** The expected event there; undefined when the expected trace has ended. */
  readonly wanted: ParsedEvent | undefined
  /** The observed event there; undefined when the observed trace has ended. */
  readonly got: ParsedEvent | undefined
  /** Where the model met the rule that is being asked: indices of the expected events that the rule demands. */
  readonly occasions: readonly number[]
}
