import type { Client, Fetching, Implementation } from '../../../harness/index.ts'

/** A client that holds a session and a response, with this in place of one of its parts. */
export interface ClientParts {
  readonly request: (fetch: typeof globalThis.fetch, url: string, signal: AbortSignal) => Promise<Response>
  /** What becomes of the session when the request has failed. */
  readonly refused: (close: Close, error: unknown) => Promise<unknown>
  readonly release: (response: Response) => Promise<unknown>
  /** Releases, then closes; it is given the failure of the block. */
  readonly leave: (release: () => Promise<unknown>, close: Close, failure: Failure) => Promise<unknown>
}

type Failure = { readonly error: unknown } | undefined
export type Close = (failure?: Failure) => Promise<unknown>

const parts: ClientParts = {
  request: (fetch, url, signal) => fetch(url, { signal }),
  refused: (close, error) => close({ error }),
  // Locked is what has been read as text.
  release: async ({ body }) => body && !body.locked && (await body.cancel()),
  async leave(release, close, failure) {
    try {
      await release()
    } catch (error) {
      await close({ error })
      throw error
    }
    await close(failure)
  },
}

export function clientOf(flaw: Partial<ClientParts>): Client {
  const { request, refused, release, leave }: ClientParts = { ...parts, ...flaw }
  return (url, { signal, session }) => {
    const close: Close = failure => session.exit(failure)
    let response: Response | null = null
    return {
      async enter() {
        const fetch = await session.enter()
        try {
          response = await request(fetch, url, signal)
          return response
        } catch (error) {
          await refused(close, error)
          throw error
        }
      },
      exit: failure => leave(async () => response && release(response), close, failure),
    }
  }
}

/** In the dialect in which exits see errors: there clients can do more wrong. */
export const clientWith = (flaw: Partial<ClientParts>, fetching: Fetching = {}): Omit<Implementation, 'name'> => ({
  dialect: 'python',
  client: clientOf(flaw),
  fetching,
})
