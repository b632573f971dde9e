import type { SignalScript, UrlScript } from '../fetching/ast.ts'

/**
 * Programs that hold responses, as abstract syntax: `client(url, { signal, session })` gives a manager whose resource is
 * the response, and each of these is held within the one before it.
 *
 * What servers do is told as for `fetchAll`; a status of 400 or more is a response like any other.
 */
export interface ClientProgram {
  readonly kind: 'client'
  /** The outermost first. */
  readonly held: readonly Held[]
  readonly signal: SignalScript
  /** What is done when the innermost is held, and something has been done with each. */
  readonly then: 'goes on' | 'throw'
}

/** A client, and what is done with its response before the next one is entered. */
export interface Held {
  readonly kind: 'held'
  readonly url: UrlScript
  /** Waits at a checkpoint between making the client and entering it. */
  readonly idle: boolean
  /** Waits at a checkpoint with the response in hand. */
  readonly waits: boolean
  /** Nothing, one piece of the body and no more, or all of it as text. */
  readonly reads: 'nothing' | 'piece' | 'all'
  /** Whether cancelling the body fails: the source of a stream may. */
  readonly release: 'works' | 'fails'
  /** The session closes behind a checkpoint, if anything has been requested through it. */
  readonly closing: 'at once' | 'waits'
}
