import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Schedule } from '../../spec/schedule/schedule.ts'
import type { Trace } from '../../spec/trace/event.ts'

/** The part of an implementation that runs programs, made ready for campaigns. */
export interface Subject {
  readonly kind: SubjectKind
  /** What the model is asked to be. */
  readonly dialect: Dialect
  /**
   * Whether the order of events of independent tasks within one step is compared as well: only an engine that runs the
   * program as it stands owes it.
   */
  readonly exact: boolean
  /**
   * Runs cases, several at a time where that is cheaper, and gives the trace of each. A program that the implementation
   * refuses has the one event `refused …`.
   *
   * @throws ImplementationCrash if the implementation breaks what the suite stands on
   */
  readonly observe: (cases: readonly Observable[]) => Promise<readonly Trace[]>
  /** The text that the engine is given for a program, where a compiler makes it. @throws what the compiler throws */
  readonly textOf?: (programs: readonly Elaborated[]) => Promise<string>
}

/** A case as it is run. */
export interface Observable {
  readonly program: Elaborated
  readonly schedule: Schedule
}
