/** Programs that fetch, with every place named: see `./ast.ts`. */

export interface Fetching {
  readonly form: 'fetching'
  readonly concurrency: number
  /** In the order of the URLs: `r1` is the request of the first. */
  readonly requests: readonly Request[]
  readonly signal: SignalPlan
  readonly consumer: Consumer
}

export interface Request {
  readonly name: string
  /** What the server does, each step behind a checkpoint of its own; after the last it does nothing more. */
  readonly steps: readonly Step[]
  /** What a client must get; null where it must fail, or waits for ever. */
  readonly text: string | null
}

export interface Step {
  readonly checkpoint: string
  readonly acts: readonly Act[]
}

export type Act =
  /** Sends the client to another URL; what follows is played there. */
  | { readonly kind: 'redirect' | 'network error' | 'end' | 'break' }
  | { readonly kind: 'headers'; readonly status: number; readonly type: 'text' | 'json' }
  | { readonly kind: 'chunk'; readonly text: string }

export type SignalPlan =
  | { readonly kind: 'quiet' }
  | { readonly kind: 'aborted'; readonly error: string }
  | { readonly kind: 'aborts'; readonly checkpoint: string; readonly error: string }

export interface Consumer {
  /** Where it waits before it begins to loop. */
  readonly waits: string | null
  /** Records a result. */
  readonly text: string
  /** Where it waits with each result in hand; null where it does not. */
  readonly turns: readonly (string | null)[]
  readonly then: { readonly kind: 'goes on' | 'break' } | { readonly kind: 'throw'; readonly error: string }
  /** Records that the loop has been left, but for errors. */
  readonly after: string
}
