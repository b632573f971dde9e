import type { Request, SignalPlan } from '../fetching/elaborated.ts'

/** Programs that hold responses, with every place named: see `./ast.ts`. */
export interface ElaboratedClient {
  readonly form: 'client'
  /** The outermost first; the request of the first is `r1`, its session `s1`. */
  readonly held: readonly Held[]
  readonly signal: SignalPlan
  /** The error that the block of the innermost ends with; null where it goes on. */
  readonly error: string | null
}

export interface Held {
  readonly request: Request
  readonly session: string
  /** Where its closing waits; null where it does not. */
  readonly closing: string | null
  /** The error that cancelling the body fails with; null where it does not. */
  readonly release: string | null
  readonly idle: string | null
  /** Records the status of the response. */
  readonly given: string
  readonly waits: string | null
  readonly reads: 'nothing' | 'piece' | 'all'
  /** Records what has been read. */
  readonly read: string
  /** Records that the block has been left, but for errors. */
  readonly after: string
}
