/** An async iterator; a method that is null or undefined is absent. */
export interface Iteration {
  next(...given: unknown[]): PromiseLike<IteratorResult<unknown>>
  return?: ((...given: unknown[]) => PromiseLike<IteratorResult<unknown>>) | null | undefined
  throw?: ((error: unknown) => PromiseLike<IteratorResult<unknown>>) | null | undefined
}

/** A sync iterator. */
export interface SyncIteration {
  next(...given: unknown[]): IteratorResult<unknown>
  return?: (...given: unknown[]) => IteratorResult<unknown>
}

/** A loop over a source, while it runs. */
export interface Loop {
  /** How it is being left; null while it goes on, or when its generator is closed within. */
  left: 'break' | 'continue' | 'return' | 'throw' | null
  /** The loops around it that are left with it, the next one first. */
  outer: readonly Loop[]
  readonly iteration: Iteration
  /** The error of the body, if it ends by one: gives the error that goes on. */
  fails(error: unknown): unknown
  [Symbol.asyncIterator](): Iteration
}

/** Passes every call on. */
export function passOn(iteration: Iteration): Iteration {
  const passed: Iteration = { next: (...given) => iteration.next(...given), return: null, throw: null }
  if (iteration.return) passed.return = (...given) => closing(iteration, given)
  if (iteration.throw) passed.throw = error => (iteration.throw as (error: unknown) => never)(error)
  return passed
}

/** Calls return() of an iterator that has one. */
export function closing(iteration: Iteration, given: readonly unknown[] = []): PromiseLike<IteratorResult<unknown>> {
  return (iteration.return as NonNullable<Iteration['return']>).apply(iteration, [...given])
}
