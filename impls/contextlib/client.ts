import type { Client } from '../../harness/index.ts'
import { exitStack } from './exit-stack.ts'

/** A response, and the session that it came through, on one stack: each is left however what is above it was left. */
export const client: Client = (url, { signal, session }) => {
  const stack = exitStack()
  return {
    async enter() {
      try {
        const fetch = await stack.enter(session)
        const response = await fetch(url, { signal })
        stack.callback(async () => {
          if (response.body && !response.body.locked) await response.body.cancel()
        })
        return response
      } catch (error) {
        await stack.exit({ error })
        throw error
      }
    },
    exit: failure => stack.exit(failure),
  }
}
