/** An error on its way out, as an exit is told of it. */
export interface Failure {
  readonly error: unknown
}

/** How a body or an exit ended. A record, not a promise, so that steps can be handed one that is still pending. */
export type Ending = { readonly value: unknown } | Failure

export const hasFailed = (ending: Ending): ending is Failure => 'error' in ending

/** Waits for a call to end, however it does. */
export async function endingOf(call: () => PromiseLike<unknown>): Promise<Ending> {
  try {
    return { value: await call() }
  } catch (error) {
    return { error }
  }
}

/** Ends in the same way. */
export function deliver(ending: Ending): unknown {
  if (hasFailed(ending)) throw ending.error
  return ending.value
}
