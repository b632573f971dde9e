import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Elaborated } from '../../spec/program/elaborated.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { ContextOf } from '../world/render.ts'
import type { World } from '../world/world.ts'

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
  /** Turns of the event loop without activity that count as quiescence. */
  readonly turns: number
  readonly contextOf: ContextOf | null
  /** Makes programs ready to run, several at a time where that is cheaper. Never rejects. */
  readonly prepare: (programs: readonly Elaborated[]) => Promise<readonly Prepared[]>
}

/** A program made ready, or the reason why the implementation refuses it. */
export type Prepared = { readonly start: (world: World) => PromiseLike<unknown> } | { readonly refused: string }
