import type { FetchAll, Fetched, Fetching, FetchOptions, Implementation } from '../../../harness/index.ts'

/** A window that slides over URLs, with this in place of one of its parts. */
export interface Parts {
  readonly fetchText: (url: string, signal: AbortSignal) => Promise<Fetched | null>
  /** Whether there is room for another request: how many are under way, and how many wait to be handed over. */
  readonly room: (concurrency: number, underWay: number, waiting: number) => boolean
  /** The signal that every request is given. */
  readonly signal: (own: AbortSignal, caller: AbortSignal) => AbortSignal
  /** Which of those that are wanted comes next; undefined where it must be waited for. */
  readonly due: (wanted: readonly Wanted[]) => Wanted | undefined
  /** Whether a failure ends the whole before its turn, and what is thrown. */
  readonly fails: (error: unknown, own: AbortController, caller: AbortSignal) => unknown
  readonly leaves: (own: AbortController, wanted: readonly Wanted[]) => Promise<unknown>
  /** Whether the place of a result is taken when it is handed over; otherwise when the next one is asked for. */
  readonly ahead: boolean
  /** Requests go on to be made when one has ended, whether or not anybody asks. */
  readonly onEnd: boolean
}

/** A request that has been made, and not been handed over. */
export interface Wanted {
  readonly promise: Promise<Fetched | null>
  /** When it ended, as a number that rises; null while it has not. */
  ended: number | null
}

export const parts: Parts = {
  async fetchText(url, signal) {
    try {
      signal.throwIfAborted()
      const response = await fetch(url, { signal })
      if (!response.ok) throw new Error(`status ${response.status}`)
      return { url, text: await response.text() }
    } catch (error) {
      throw named(error, url, signal)
    }
  },
  room: (concurrency, underWay, waiting) => underWay + waiting < concurrency,
  signal: (own, caller) => AbortSignal.any([own, caller]),
  due: ([first]) => (first?.ended === null ? undefined : first),
  fails(error, own) {
    own.abort(error)
    return error
  },
  async leaves(own, wanted) {
    own.abort()
    await Promise.allSettled(wanted.map(({ promise }) => promise))
  },
  ahead: true,
  onEnd: false,
}

/** The reason of a signal as it is; every other error with the URL. */
export function named(error: unknown, url: string, signal: AbortSignal): unknown {
  return signal.aborted ? signal.reason : new Error(`${url} could not be fetched`, { cause: error })
}

export function fetchAllOf(flaw: Partial<Parts>): FetchAll {
  const made: Parts = { ...parts, ...flaw }
  return (urls, options) => slide(urls, options, made)
}

async function* slide(
  urls: readonly string[],
  { concurrency, signal }: FetchOptions,
  made: Parts,
): AsyncGenerator<Fetched> {
  const own = new AbortController()
  const given = made.signal(own.signal, signal)
  let wanted: Wanted[] = []
  let next = 0
  let ends = 0
  let failure: { readonly error: unknown } | null = null
  let wake = (): void => {}
  const fill = (): void => {
    const underWay = (): number => wanted.filter(({ ended }) => ended === null).length
    while (next < urls.length && made.room(concurrency, underWay(), wanted.length - underWay())) {
      const promise = made.fetchText(urls[next++] as string, given)
      const one: Wanted = { promise, ended: null }
      wanted.push(one)
      const end = (): void => {
        one.ended = ends++
        if (made.onEnd) fill()
        wake()
      }
      promise.then(end, error => {
        failure ??= { error: made.fails(error, own, signal) }
        end()
      })
    }
  }
  try {
    for (;;) {
      fill()
      if (wanted.length === 0 && !failure) return
      const due = made.due(wanted)
      if (failure) throw (failure as { readonly error: unknown }).error
      if (!due) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
        continue
      }
      wanted = wanted.filter(one => one !== due)
      if (made.ahead) fill()
      const fetched = await due.promise
      if (fetched) yield fetched
    }
  } finally {
    await made.leaves(own, wanted)
  }
}

/** Of those that have come, the one that came first. */
export function firstEnded(wanted: readonly Wanted[]): Wanted | undefined {
  return wanted.filter(({ ended }) => ended !== null).toSorted((a, b) => Number(a.ended) - Number(b.ended))[0]
}

type Made = Omit<Implementation, 'name'>

export const fetchingWith = (flaw: Partial<Parts>, fetching: Fetching = {}): Made => ({
  fetchAll: fetchAllOf(flaw),
  fetching,
})
