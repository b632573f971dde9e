/** A session, as far as the program needs one: what it opens is closed with it. */
interface Session {
  readonly get: (url: string) => Promise<Response>
  readonly close: () => Promise<void>
}

function createSession(): Session {
  return { get: url => fetch(url), close: async () => {} }
}

/** The tutorial's AsyncHTTPClient: a session and a response, held together. */
export class AsyncHTTPClient {
  readonly #url: string
  #session: Session | null = null
  #response: Response | null = null

  constructor(url: string) {
    this.#url = url
  }

  async enter(): Promise<Response> {
    this.#session = createSession()
    this.#response = await this.#session.get(this.#url)
    return this.#response
  }

  async exit(): Promise<void> {
    // A body that has been read cannot be cancelled any more; to release it is nothing then.
    if (this.#response && !this.#response.bodyUsed) await this.#response.body?.cancel()
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
