/**
 * Programs that fetch, as abstract syntax: some URLs, each with a script that its server plays, and a consumer of
 * `fetchAll(urls, { concurrency, signal })`.
 *
 * What a server does first it does in a step of its own, behind a checkpoint: no network answers in the instant of the
 * request, and on a real one nobody could say which of two instants was the earlier.
 */
export interface FetchingProgram {
  readonly kind: 'fetching'
  readonly concurrency: number
  readonly urls: readonly UrlScript[]
  readonly signal: SignalScript
  readonly consumer: Consumer
}

/** What the server does with a request. `never` answers nothing, `fails` is a network error. */
export type UrlScript = Answers | { readonly kind: 'fails' | 'never' }
export interface Answers {
  readonly kind: 'answers'
  /** The first answer sends the client to another URL, which then plays the rest. */
  readonly redirects: boolean
  readonly status: 200 | 404 | 500
  readonly body: Body
}
/**
 * What there is of it, its first piece or its end, comes with the headers: MSW shows them only then, and a client that is
 * told the status without a body is no other case.
 */
export interface Body {
  /** `json` says so in its header, and holds none. */
  readonly type: 'text' | 'json'
  readonly empty: boolean
  /** The pieces behind the first one. */
  readonly more: readonly Chunk[]
  /** `breaks`: behind one more checkpoint, the connection is lost. */
  readonly end: 'ends' | 'breaks'
}
/** A piece of a body: with what came before it, or behind a checkpoint. */
export interface Chunk {
  readonly kind: 'chunk'
  readonly later: boolean
}

/**
 * The signal of the caller: never aborted, before fetchAll is called, or behind a checkpoint. Not by the loop itself, which
 * would ask for the next result in the same instant: whether it is given one that has come is nobody's promise.
 */
export type SignalScript = 'quiet' | 'aborted' | 'aborts'

/** The loop over the results. */
export interface Consumer {
  /** Waits at a checkpoint between calling fetchAll and looping over what it gives. */
  readonly waits: boolean
  /** What is done with the first results; nothing with those that come after them. */
  readonly turns: readonly Turn[]
  /** With the last of the turns: leave the loop, or go on. */
  readonly then: 'goes on' | 'break' | 'throw'
}
/** `slow` waits at a checkpoint with a result in hand. */
export interface Turn {
  readonly kind: 'turn'
  readonly slow: boolean
}
