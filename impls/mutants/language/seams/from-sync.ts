import type { Iteration, SyncIteration } from './iteration.ts'

/**
 * Reads a sync iterator as an async one.
 *
 * @see https://tc39.es/ecma262/#sec-createasyncfromsynciterator
 */
export function fromSync(sync: SyncIteration): Iteration {
  return {
    async next(...given) {
      return continuation(sync, sync.next(...given), true)
    },
    async return(...given) {
      if (!sync.return) return { value: given[0], done: true }
      return continuation(sync, demandObject(sync.return(...given)), false)
    },
    async throw() {
      if (sync.return) demandObject(sync.return())
      throw new TypeError('the iterator has no throw method')
    },
  }
}

/** @see https://tc39.es/ecma262/#sec-asyncfromsynciteratorcontinuation */
async function continuation(
  sync: SyncIteration,
  { value, done = false }: IteratorResult<unknown>,
  closeOnRejection: boolean,
): Promise<IteratorResult<unknown>> {
  try {
    return { value: await value, done }
  } catch (error) {
    if (!done && closeOnRejection) closeQuietly(sync)
    throw error
  }
}

/** IteratorClose with a throw completion, which goes on whatever return() does. */
function closeQuietly(sync: SyncIteration): void {
  try {
    sync.return?.()
  } catch {}
}

function demandObject<T>(result: T): T {
  if (typeof result !== 'object' || result === null) throw new TypeError('the answer of return() is no object')
  return result
}
