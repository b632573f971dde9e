import { defineImplementation, type FetchAll, type Fetched } from '../../harness/index.ts'
import { client } from './client.ts'
import { fetchText } from './fetch-text.ts'

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

export default defineImplementation({
  name: 'fetch-reference',
  homepage: 'https://developer.mozilla.org/en-US/docs/Web/API/Fetch_API/Using_Fetch',
  fetchAll,
  client,
  fetching: { order: 'input', lookahead: 'window', failures: 'at once' },
})
