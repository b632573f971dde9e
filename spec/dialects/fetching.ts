/** How a `fetchAll`, or a `client`, goes about it, where conforming ones differ. The adapter declares it, and the suite verifies it. */
export interface FetchingTraits {
  /**
   * In which order results are handed over: that of the URLs, that in which they have come, or whichever has come,
   * the one that was asked for first before the others.
   */
  readonly order: 'input' | 'completion' | 'available'
  /**
   * What is requested while the consumer is busy with a result. `none`: nothing. `window`: when a result is handed over
   * another request takes its place, so that as many as the concurrency are under way or wait to be handed over.
   * `unbounded`: when a response has come another request takes its place, whether or not anybody has asked for more.
   */
  readonly lookahead: 'none' | 'window' | 'unbounded'
  /** When a failure ends the whole: at once, or when it would be its turn to be handed over. */
  readonly failures: 'at once' | 'in turn'
  /** What becomes of the body of a response whose status is refused, before the failure is told. */
  readonly refused: 'cancelled' | 'read'
  /** What a client does with an error of releasing its response, such as that of a body that is broken already. */
  readonly releaseErrors: 'raised' | 'dropped'
  /**
   * Whether all that is seen of `fetchAll` follows from the above; otherwise single rules are asked, and not the whole
   * trace.
   */
  readonly exact: boolean
}

/** Taken where an adapter declares nothing. */
export const slidingWindow: FetchingTraits = {
  order: 'input',
  lookahead: 'window',
  failures: 'at once',
  refused: 'cancelled',
  releaseErrors: 'raised',
  exact: true,
}
