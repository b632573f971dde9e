import type { FetchAll } from '../implementation/implementation.ts'

/**
 * A pool of which is known how many requests it has under way at any time: as many as there may be, as long as there are
 * URLs. For measuring the suite itself.
 */
export const plainPool: FetchAll = async function* (urls, { concurrency, signal }) {
  const texts: { readonly url: string; readonly text: string }[] = []
  let next = 0
  const work = async (): Promise<void> => {
    while (next < urls.length) {
      const url = urls[next++] as string
      texts.push({ url, text: await (await fetch(url, { signal })).text() })
    }
  }
  await Promise.all(Array.from({ length: concurrency }, work))
  yield* texts
}
