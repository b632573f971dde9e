import type { FetchAll, Fetched } from '../../harness/index.ts'

/**
 * A window that slides over URLs, with a client's own way to get a text. What the client rejects with is handed on: with
 * the URL, unless the caller has aborted, where it must be the reason.
 */
export function fetchAllWith(getText: (url: string, signal: AbortSignal) => Promise<string>): FetchAll {
  return async function* (urls, { concurrency, signal }) {
    const own = new AbortController()
    const either = AbortSignal.any([signal, own.signal])
    const failed = Promise.withResolvers<never>()
    failed.promise.catch(() => {})
    const running: Promise<Fetched>[] = []
    let next = 0
    const get = async (url: string): Promise<Fetched> => {
      try {
        return { url, text: await getText(url, either) }
      } catch (error) {
        const told = signal.aborted ? error : new Error(`${url} could not be fetched`, { cause: error })
        failed.reject(told)
        own.abort()
        throw told
      }
    }
    const slide = (): void => {
      while (running.length < concurrency && next < urls.length) {
        const request = get(urls[next++] as string)
        request.catch(() => {})
        running.push(request)
      }
    }
    try {
      for (slide(); running[0]; slide()) {
        const fetched = await Promise.race([failed.promise, running[0]])
        running.shift()
        slide()
        yield fetched
      }
    } finally {
      own.abort()
      await Promise.allSettled(running)
    }
  }
}
