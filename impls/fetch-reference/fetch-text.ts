import type { Fetched } from '../../harness/index.ts'

/**
 * The text of one URL. A body that is not wanted is cancelled.
 *
 * @throws an error with the URL; but the reason of the signal as it is
 */
export async function fetchText(url: string, signal: AbortSignal): Promise<Fetched> {
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
