/** SuppressedError, also where the engine has none. */
class OwnSuppressedError extends Error {
  readonly error: unknown
  readonly suppressed: unknown
  constructor(error: unknown, suppressed: unknown) {
    super('An error was suppressed during disposal.')
    this.name = 'SuppressedError'
    this.error = error
    this.suppressed = suppressed
  }
}

/** Joins two errors as `await using` does: `error` is the newer one. */
export function suppress(error: unknown, suppressed: unknown): Error {
  return new OwnSuppressedError(error, suppressed)
}
