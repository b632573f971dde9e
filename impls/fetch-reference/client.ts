import type { Client } from '../../harness/index.ts'

/** Holds a session and a response: what has been opened is closed again, whatever fails in between. */
export const client: Client = (url, { signal, session }) => {
  let response: Response | null = null
  return {
    async enter() {
      const fetch = await session.enter()
      try {
        response = await fetch(url, { signal })
        return response
      } catch (error) {
        await session.exit({ error })
        throw error
      }
    },
    async exit(failure) {
      let told = failure
      try {
        // A body that has been read as text is locked, and there is nothing left of it to cancel.
        if (response?.body && !response.body.locked) await response.body.cancel()
      } catch (error) {
        told = { error }
        throw error
      } finally {
        await session.exit(told)
      }
    },
  }
}
