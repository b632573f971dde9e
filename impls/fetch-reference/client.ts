import type { Client } from '../../harness/index.ts'

/** What a request is made with: the fetch of a session, and the caller's signal. */
export interface Means {
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}

/** Holds a session and a response that comes through it: what has been opened is closed again, whatever fails in between. */
export function clientWith(get: (url: string, means: Means) => Promise<Response>): Client {
  return (url, { signal, session }) => {
    let response: Response | null = null
    return {
      async enter() {
        const fetch = await session.enter()
        try {
          response = await get(url, { fetch, signal })
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
}

export const client = clientWith((url, { fetch, signal }) => fetch(url, { signal }))
