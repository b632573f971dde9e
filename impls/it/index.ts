import batch from 'it-batch'
import filter from 'it-filter'
import map from 'it-map'
import merge from 'it-merge'
import parallel from 'it-parallel'
import take from 'it-take'
import { defineImplementation, type Operators } from '../../harness/index.ts'

/** it-parallel runs functions: each value is made one that calls the callback. */
const parallelMap =
  (ordered: boolean) =>
  (source: AsyncIterable<unknown>, callback: (value: unknown) => Promise<unknown>, concurrency: number) =>
    parallel(
      map(source, value => () => callback(value)),
      { concurrency, ordered },
    )

const sequential: Operators = {
  map: (source, callback) => map(source, callback),
  filter: (source, test) => filter(source, test),
  take: (source, count) => take(source, count),
  chunk: (source, count) => batch(source, count),
}

/** The packages it-map, it-filter, it-take, it-batch, it-merge and it-parallel. */
export default defineImplementation({
  name: 'it',
  version: '3.1.6',
  homepage: 'https://github.com/achingbrain/it#readme',
  variants: {
    sequential: { operators: sequential },
    merge: { operators: { merge: { run: sources => merge(...sources), prefetch: 1, exact: false } } },
    parallel: {
      operators: { parallelMap: { run: parallelMap(true), prefetch: 2, exact: false } },
    },
    unordered: {
      operators: { parallelMap: { run: parallelMap(false), order: 'completion', prefetch: 2, exact: false } },
    },
  },
})
