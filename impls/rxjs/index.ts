import { bufferCount, concat, concatMap, filter, from, map, merge, mergeMap, skip, take, zip } from 'rxjs'
import { eachValueFrom } from 'rxjs-for-await'
import { defineImplementation, type Operators } from '../../harness/index.ts'

/*
 * An observable reads all that its source gives, and what has not been taken waits in the buffer of rxjs-for-await: that
 * is what the package is for.
 */
const asItComes = { prefetch: 'unbounded', exact: false } as const

const sequential: Operators = {
  map: { run: (source, callback) => eachValueFrom(from(source).pipe(concatMap(callback))), ...asItComes },
  filter: {
    run: (source, test) =>
      eachValueFrom(
        from(source).pipe(
          concatMap(async value => ({ value, kept: await test(value) })),
          filter(({ kept }) => kept),
          map(({ value }) => value),
        ),
      ),
    ...asItComes,
  },
  take: {
    run: (source, count) => eachValueFrom(from(source).pipe(take(count))),
    ...asItComes,
    closes: 'with the last value',
  },
  drop: { run: (source, count) => eachValueFrom(from(source).pipe(skip(count))), ...asItComes },
  flatMap: { run: (source, callback) => eachValueFrom(from(source).pipe(concatMap(callback))), ...asItComes },
  chunk: { run: (source, count) => eachValueFrom(from(source).pipe(bufferCount(count))), ...asItComes },
  concat: { run: sources => eachValueFrom(concat(...sources.map(source => from(source)))), ...asItComes },
}

export default defineImplementation({
  name: 'rxjs',
  version: '7.8.2',
  homepage: 'https://github.com/benlesh/rxjs-for-await#readme',
  variants: {
    sequential: { operators: sequential },
    merge: { operators: { merge: { run: sources => eachValueFrom(merge(...sources)), ...asItComes } } },
    zip: { operators: { zip: { run: sources => eachValueFrom(zip(...sources)), ...asItComes } } },
    mergeMap: {
      operators: {
        parallelMap: {
          run: (source, callback, concurrency) => eachValueFrom(from(source).pipe(mergeMap(callback, concurrency))),
          ...asItComes,
          order: 'completion',
        },
      },
    },
  },
})
