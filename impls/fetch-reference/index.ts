import { defineImplementation, type FetchAll, type Fetched } from '../../harness/index.ts'

/** Fetches URLs, several at a time, and hands their texts over in the order of the URLs. */
export const fetchAll: FetchAll = async function* (urls, { concurrency, signal }) {
  const own = new AbortController()
  const failed = Promise.withResolvers<never>()
  const fail = (error: unknown): void => {
    failed.reject(error)
    own.abort(error)
  }
  failed.promise.catch(() => {})
  const either = AbortSignal.any([signal, own.signal])
  const running: Promise<Fetched>[] = []
  let next = 0
  const slide = (): void => {
    while (running.length < concurrency && next < urls.length) {
      const request = fetchText(urls[next++] as string, either)
      request.catch(fail)
      running.push(request)
    }
  }
  try {
    for (slide(); running[0]; slide()) {
      const fetched = await Promise.race([failed.promise, running[0]])
      running.shift()
      // The place is taken before the consumer has the result: it may be busy with it.
      slide()
      yield fetched
    }
  } finally {
    own.abort()
    await Promise.allSettled(running)
  }
}

/** @throws with the URL; but for the reason of the signal, which is thrown as it is */
async function fetchText(url: string, signal: AbortSignal): Promise<Fetched> {
  try {
    signal.throwIfAborted()
    const response = await fetch(url, { signal })
    if (!response.ok) {
      await response.body?.cancel()
      throw new Error(`status ${response.status}`)
    }
    return { url, text: await response.text() }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw new Error(`${url} could not be fetched`, { cause: error })
  }
}

export default defineImplementation({
  name: 'fetch-reference',
  homepage: 'https://developer.mozilla.org/en-US/docs/Web/API/Fetch_API/Using_Fetch',
  fetchAll,
  fetching: { order: 'input', lookahead: 'window', failures: 'at once' },
})
