import type { ExitStack } from '../../harness/index.ts'
import { settle } from './context.ts'
import { type Exit, type Failure, leave, methodsOf } from './manager.ts'

/**
 * Python's `contextlib.AsyncExitStack`: leaves what it holds as nested `async with` statements would.
 *
 * @see https://docs.python.org/3/library/contextlib.html#contextlib.AsyncExitStack
 */
export function exitStack(held: Exit[] = []): ExitStack {
  let exits = held

  async function unwind(failure?: Failure): Promise<unknown> {
    let pending = failure
    // What an exit registers while the stack closes is on top, and so is next.
    for (let exit = exits.pop(); exit !== undefined; exit = exits.pop()) pending = await leave(exit, pending)
    if (pending === undefined) return failure !== undefined
    if (failure !== undefined) {
      if (pending.error === failure.error) return false
      settle(pending.error, failure.error)
    }
    throw pending.error
  }

  return {
    async enter(manager) {
      const { enter, exit } = methodsOf(manager)
      const resource = await enter()
      exits.push(exit)
      return resource
    },
    push(manager) {
      exits.push(methodsOf(manager).exit)
    },
    callback(callback) {
      exits.push(async () => {
        await callback()
      })
    },
    popAll() {
      const moved = exits
      exits = []
      return exitStack(moved)
    },
    async close() {
      await unwind()
    },
    exit: unwind,
  }
}
