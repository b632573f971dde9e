import { concat, from, merge, zip } from 'ix/asynciterable'
import { buffer, concatMap, filter, map, skip, take } from 'ix/asynciterable/operators'
import { defineImplementation, type Operators } from '../../harness/index.ts'

/** Their types want each source by itself. */
type Join = (...sources: readonly AsyncIterable<unknown>[]) => AsyncIterable<unknown>
const [concatAll, mergeAll, zipAll] = [concat, merge, zip] as unknown as [Join, Join, Join]

const sequential: Operators = {
  map: (source, callback) => from(source).pipe(map(callback)),
  filter: (source, test) => from(source).pipe(filter(test)),
  take: (source, count) => from(source).pipe(take(count)),
  drop: (source, count) => from(source).pipe(skip(count)),
  flatMap: (source, callback) => from(source).pipe(concatMap(callback)),
  concat: sources => concatAll(...sources),
  chunk: (source, count) => from(source).pipe(buffer(count)),
}

export default defineImplementation({
  name: 'ix',
  version: '7.0.0',
  homepage: 'https://github.com/ReactiveX/IxJS#readme',
  variants: {
    sequential: { operators: sequential },
    merge: {
      operators: {
        // A source is asked for its next value before the one that it has given is given on.
        merge: { run: sources => mergeAll(...sources), prefetch: 1, exact: false },
      },
    },
    zip: {
      operators: { zip: { run: sources => zipAll(...sources), exact: false } },
    },
  },
})
