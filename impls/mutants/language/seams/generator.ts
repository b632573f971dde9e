/** The methods of a generator, as whoever asks it sees them. */
export interface Requests extends AsyncIterable<unknown> {
  next(...given: unknown[]): Promise<IteratorResult<unknown>>
  return(...given: unknown[]): Promise<IteratorResult<unknown>>
  throw(error: unknown): Promise<IteratorResult<unknown>>
}

/** The engine's generator as a program made it. */
export type Native = AsyncGenerator<unknown, unknown, unknown>

/** Asks the engine's generator. */
export function requestsOf(native: Native): Requests {
  return {
    next: (...given) => native.next(...(given as [])),
    return: (...given) => native.return(...(given as [unknown])),
    throw: error => native.throw(error),
    [Symbol.asyncIterator]() {
      return this as AsyncIterator<unknown>
    },
  }
}
