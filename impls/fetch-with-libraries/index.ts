import { Readable } from 'node:stream'
import { Effect, Stream } from 'effect'
import parallel from 'it-parallel'
import { from as fromIterable } from 'ix/asynciterable'
import { flatMap } from 'ix/asynciterable/operators'
import { asyncGeneratorMap } from 'modern-async'
import { pMapIterable } from 'p-map'
import { catchError, from, mergeMap } from 'rxjs'
import { fromFetch } from 'rxjs/fetch'
import { eachValueFrom } from 'rxjs-for-await'
import { parallelMap, transform } from 'streaming-iterables'
import asyncPool from 'tiny-async-pool'
import { defineImplementation, type FetchAll, type Fetched } from '../../harness/index.ts'
import { fetchText } from '../fetch-reference/fetch-text.ts'

/** What a library calls for each URL. */
const mapped = (signal: AbortSignal) => (url: string) => fetchText(url, signal)

const pMap: FetchAll = (urls, { concurrency, signal }) => pMapIterable(urls, mapped(signal), { concurrency })
const pMapUnordered: FetchAll = (urls, { concurrency, signal }) =>
  pMapIterable(urls, mapped(signal), { concurrency, preserveOrder: false })

const streamingIterables: FetchAll = (urls, { concurrency, signal }) => parallelMap(concurrency, mapped(signal), urls)
const streamingIterablesTransform: FetchAll = (urls, { concurrency, signal }) =>
  transform(concurrency, mapped(signal), urls)

const itParallel: FetchAll = (urls, { concurrency, signal }) =>
  parallel(
    urls.map(url => () => fetchText(url, signal)),
    { concurrency },
  )
const itParallelOrdered: FetchAll = (urls, { concurrency, signal }) =>
  parallel(
    urls.map(url => () => fetchText(url, signal)),
    { concurrency, ordered: true },
  )

const tinyAsyncPool: FetchAll = (urls, { concurrency, signal }) => asyncPool(concurrency, [...urls], mapped(signal))

const modernAsync: FetchAll = (urls, { concurrency, signal }) => asyncGeneratorMap(urls, mapped(signal), concurrency)
const modernAsyncUnordered: FetchAll = (urls, { concurrency, signal }) =>
  asyncGeneratorMap(urls, mapped(signal), concurrency, false)

/** Its operators hand a signal on, which is aborted when the iteration is left. */
const ix: FetchAll = (urls, { concurrency, signal }) =>
  fromIterable(urls).pipe(
    flatMap(
      async (url, _, own) => fromIterable([await fetchText(url, own ? AbortSignal.any([signal, own]) : signal)]),
      concurrency,
    ),
  )

/** fromFetch aborts when it is unsubscribed from. */
const rxjs: FetchAll = (urls, { concurrency, signal }) =>
  eachValueFrom(
    from(urls).pipe(
      mergeMap(
        url =>
          fromFetch(url, {
            signal,
            async selector(response): Promise<Fetched> {
              if (response.ok) return { url, text: await response.text() }
              await response.body?.cancel()
              throw new Error(`${url} answered ${response.status}`)
            },
          }).pipe(
            catchError(error => {
              throw signal.aborted ? error : new Error(`${url} could not be fetched`, { cause: error })
            }),
          ),
        concurrency,
      ),
    ),
  )

/** The signal that tryPromise gives is aborted when the stream is interrupted. */
const effect: FetchAll = (urls, { concurrency, signal }) =>
  Stream.toAsyncIterable(
    Stream.fromIterable(urls).pipe(
      Stream.mapEffect(
        url =>
          Effect.tryPromise({
            try: own => fetchText(url, AbortSignal.any([signal, own])),
            catch: error => error,
          }),
        { concurrency },
      ),
    ),
  )

const node: FetchAll = (urls, { concurrency, signal }) =>
  Readable.from(urls).map((url, options) => fetchText(url, options?.signal ?? signal), { concurrency, signal })

/** What libraries give for mapping over URLs with a bound, and nothing around it. */
export default defineImplementation({
  name: 'fetch-with-libraries',
  variants: {
    'p-map': {
      version: '7.1.1',
      homepage: 'https://github.com/sindresorhus/p-map',
      fetchAll: pMap,
      fetching: { failures: 'in turn' },
    },
    'p-map-unordered': {
      version: '7.1.1',
      homepage: 'https://github.com/sindresorhus/p-map',
      fetchAll: pMapUnordered,
      fetching: { order: 'completion', failures: 'in turn' },
    },
    'streaming-iterables': {
      version: '8.0.1',
      homepage: 'https://github.com/reconbot/streaming-iterables',
      fetchAll: streamingIterables,
      fetching: { lookahead: 'none', exact: false },
    },
    'streaming-iterables-transform': {
      version: '8.0.1',
      homepage: 'https://github.com/reconbot/streaming-iterables',
      fetchAll: streamingIterablesTransform,
      fetching: { order: 'completion', exact: false },
    },
    'it-parallel': {
      version: '3.0.16',
      homepage: 'https://github.com/achingbrain/it/tree/main/packages/it-parallel',
      fetchAll: itParallel,
      fetching: { order: 'available', lookahead: 'none', failures: 'in turn', exact: false },
    },
    'it-parallel-ordered': {
      version: '3.0.16',
      homepage: 'https://github.com/achingbrain/it/tree/main/packages/it-parallel',
      fetchAll: itParallelOrdered,
      fetching: { lookahead: 'none', failures: 'in turn', exact: false },
    },
    'tiny-async-pool': {
      version: '2.1.0',
      homepage: 'https://github.com/rxaviers/async-pool',
      fetchAll: tinyAsyncPool,
      fetching: { order: 'available', lookahead: 'none', failures: 'in turn', exact: false },
    },
    'modern-async': {
      version: '2.0.4',
      homepage: 'https://nicolas-van.github.io/modern-async/',
      fetchAll: modernAsync,
      fetching: { lookahead: 'unbounded', failures: 'in turn', exact: false },
    },
    'modern-async-unordered': {
      version: '2.0.4',
      homepage: 'https://nicolas-van.github.io/modern-async/',
      fetchAll: modernAsyncUnordered,
      fetching: { order: 'completion', lookahead: 'none', failures: 'in turn', exact: false },
    },
    ix: {
      version: '7.0.0',
      homepage: 'https://github.com/ReactiveX/IxJS',
      fetchAll: ix,
      fetching: { order: 'available', lookahead: 'none', failures: 'in turn', exact: false },
    },
    rxjs: {
      version: '7.8.2',
      homepage: 'https://rxjs.dev/api/fetch/fromFetch',
      fetchAll: rxjs,
      fetching: { order: 'completion', lookahead: 'unbounded', failures: 'in turn', exact: false },
    },
    effect: {
      version: '4.1.0',
      homepage: 'https://effect.website',
      fetchAll: effect,
      // With a concurrency of 1 it asks for nothing while the consumer is busy.
      fetching: { exact: false },
    },
    node: {
      version: process.versions.node,
      homepage: 'https://nodejs.org/api/stream.html#readablemapfn-options',
      fetchAll: node,
      fetching: { lookahead: 'unbounded', failures: 'in turn', exact: false },
    },
  },
})
