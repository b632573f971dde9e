/**
 * What an implementation declares of its operators: where conforming ones differ. The model reads it, and the suite
 * verifies it.
 */
export const operatorNames = [
  'map',
  'filter',
  'take',
  'drop',
  'flatMap',
  'concat',
  'merge',
  'zip',
  'parallelMap',
  'chunk',
  'buffer',
] as const
export type OperatorName = (typeof operatorNames)[number]

export interface OperatorTraits {
  /**
   * What becomes of a request that is made while another one is in flight: it waits for its turn, as with an async
   * generator, or is passed on at once. Either way each is answered with what it would have been answered alone. What
   * else is seen of those that are passed on no text says yet: that of an `exact` one is what the model does, of map,
   * filter, take and drop, and whole traces of the others are not asked.
   */
  readonly requests: 'queued' | 'parallel'
  /**
   * The order of what comes out of parallelMap: that of what went in, or that in which the callbacks answer. The others
   * have no choice.
   */
  readonly order: 'input' | 'completion'
  /**
   * How many values it may ask of each of its sources beyond those that have been asked of it. `unbounded` is an
   * operator that takes all that it can get. Those that parallelMap needs for its callbacks, and those that buffer is told to read, are not counted.
   */
  readonly prefetch: number | 'unbounded'
  /** How many of the iterables that flatMap is given are iterated at once. */
  readonly concurrency: number | 'unbounded'
  /**
   * Of take: the request on which its source is closed when there have been enough values, the one that is answered with
   * the last of them, or the next one.
   */
  readonly closes: 'with the last value' | 'when asked again'
  /** Of chunk: when the source fails, what it has of an array is dropped, or given before the error. */
  readonly part: 'dropped' | 'given'
  /** Whether everything that is seen follows from the above; otherwise only single rules are asked, not the whole trace. */
  readonly exact: boolean
}

/** The operators that an implementation brings. */
export type OperatorDeclarations = Readonly<Partial<Record<OperatorName, OperatorTraits>>>

/** What is declared of an operator that says nothing: an async generator function with `for await` over its source. */
export const asGenerator: OperatorTraits = {
  requests: 'queued',
  order: 'input',
  prefetch: 0,
  concurrency: 1,
  closes: 'when asked again',
  part: 'dropped',
  exact: true,
}
