import type { Mutant } from '../mutant.ts'
import { fetchAllOf, fetchingWith, firstEnded, parts } from './reference.ts'

/** Flaws in what is requested, and when. */
export const requests: readonly Mutant[] = [
  {
    name: 'fetch-begins-when-called',
    rule: 'fetching.lazy',
    flaw: 'The first requests are made by the call of fetchAll, before anybody iterates.',
    implementation: {
      fetchAll(urls, options) {
        const iterator = fetchAllOf({})(urls, options)[Symbol.asyncIterator]()
        const first = iterator.next()
        first.catch(() => {})
        let begun = false
        return {
          [Symbol.asyncIterator]: () => ({
            next: () => {
              if (begun) return iterator.next()
              begun = true
              return first
            },
            return: async () => iterator.return?.() as never,
          }),
        }
      },
    },
  },
  {
    name: 'fetch-one-too-many',
    rule: 'fetching.concurrency-bound',
    flaw: 'The bound is compared the wrong way: one more is let in.',
    implementation: fetchingWith({ room: (bound, underWay, waiting) => underWay + waiting <= bound }),
  },
  {
    name: 'fetch-all-at-once',
    rule: 'fetching.concurrency-bound',
    flaw: 'All URLs are mapped to requests, and the concurrency is ignored.',
    implementation: fetchingWith({ room: () => true }),
  },
  {
    name: 'fetch-one-by-one',
    rule: 'fetching.concurrency-reached',
    flaw: 'Each request is awaited before the next one is made.',
    implementation: fetchingWith({ room: (_, underWay, waiting) => underWay + waiting === 0 }),
  },
  {
    name: 'fetch-in-batches',
    rule: 'fetching.concurrency-reached',
    flaw: 'The next requests are made only when all of the last batch have been handed over.',
    implementation: fetchingWith(batches()),
  },
  {
    name: 'fetch-as-they-come',
    rule: 'fetching.order',
    flaw: 'Results are handed over as they come, though the order of the URLs is declared.',
    implementation: fetchingWith({ due: firstEnded }),
  },
  {
    name: 'fetch-held-back',
    rule: 'fetching.order',
    flaw: 'Results are handed over in the order of the URLs, though that of completion is declared.',
    implementation: fetchingWith({}, { order: 'completion' }),
  },
  {
    name: 'fetch-first-asked-first',
    rule: 'fetching.order',
    flaw: 'Of several results the one asked for first is handed over first, though the order of completion is declared.',
    implementation: fetchingWith(
      { due: wanted => wanted.find(({ ended }) => ended !== null) },
      { order: 'completion' },
    ),
  },
  {
    name: 'fetch-tries-again',
    rule: 'fetching.each-url-once',
    flaw: 'A request that fails is made a second time.',
    implementation: fetchingWith({
      fetchText: (url, signal) => parts.fetchText(url, signal).catch(() => parts.fetchText(url, signal)),
    }),
  },
  {
    name: 'fetch-forgets-the-rest',
    rule: 'fetching.each-url-once',
    flaw: 'The loop ends when the last request has been made, and those under way are dropped.',
    implementation: {
      fetchAll: (urls, options) => fetchAllOf({})(urls.slice(0, Math.max(1, urls.length - 1)), options),
    },
  },
  {
    name: 'fetch-reads-ahead',
    rule: 'fetching.slow-consumer',
    flaw: 'Results that wait for a slow consumer are not counted, and more and more is requested.',
    implementation: fetchingWith({ room: (bound, underWay) => underWay < bound, onEnd: true }),
  },
  {
    name: 'fetch-ahead-of-declared',
    rule: 'fetching.slow-consumer',
    flaw: 'Another request is made when one has ended, though none is declared while the consumer is busy.',
    implementation: fetchingWith({ room: (bound, underWay) => underWay < bound, onEnd: true }, { lookahead: 'none' }),
  },
  {
    name: 'fetch-refills-late',
    rule: 'fetching.trace',
    flaw: 'The place of a result is taken when the next one is asked for, though a window is declared.',
    implementation: fetchingWith({ ahead: false }),
  },
]

function batches(): Parameters<typeof fetchingWith>[0] {
  // A batch is open from when nothing is wanted until it is full.
  const room = (bound: number, underWay: number, waiting: number): boolean => underWay + waiting < bound
  let filling = false
  return {
    room(bound, underWay, waiting) {
      if (underWay + waiting === 0) filling = true
      const has = filling && room(bound, underWay, waiting)
      if (!has) filling = false
      return has
    },
    ahead: false,
  }
}
