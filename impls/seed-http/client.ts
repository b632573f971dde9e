/** A session: what is requested through it is closed with it. */
interface Session {
  readonly get: typeof fetch
  readonly close: () => Promise<unknown>
}

/** Makes one of its own for each client, where nobody hands it another. */
const createSession = async (): Promise<Session> => ({ get: fetch, close: async () => {} })

/** The tutorial's AsyncHTTPClient: a session and a response, held together. */
export class AsyncHTTPClient {
  readonly #url: string
  readonly #openSession: () => Promise<Session>
  #session: Session | null = null
  #response: Response | null = null

  constructor(url: string, openSession = createSession) {
    this.#url = url
    this.#openSession = openSession
  }

  async enter(): Promise<Response> {
    this.#session = await this.#openSession()
    this.#response = await this.#session.get(this.#url)
    return this.#response
  }

  async exit(): Promise<void> {
    // A body that has been read is locked, and cannot be cancelled any more; to release it is nothing then.
    const body = this.#response?.body
    if (body && !body.locked) await body.cancel()
    await this.#session?.close()
  }
}

/** The tutorial's async_fetch: one URL after the other. */
export async function* asyncFetch(urls: readonly string[]): AsyncGenerator<string> {
  for (const url of urls) {
    const client = new AsyncHTTPClient(url)
    const response = await client.enter()
    try {
      yield await response.text()
    } finally {
      await client.exit()
    }
  }
}
