import {
  batch,
  buffer,
  concat,
  drop,
  filter,
  flatMap,
  map,
  merge,
  parallelMap,
  parallelMerge,
  take,
  transform,
} from 'streaming-iterables'
import { defineImplementation, type Operators } from '../../harness/index.ts'

const sequential: Operators = {
  map: (source, callback) => map(callback, source),
  filter: (source, test) => filter(test, source),
  take: (source, count) => take(count, source),
  drop: (source, count) => drop(count, source),
  flatMap: (source, callback) => flatMap(callback, source) as AsyncIterable<unknown>,
  concat: sources => concat(...sources),
  chunk: (source, count) => batch(count, source),
}

export default defineImplementation({
  name: 'streaming-iterables',
  version: '8.0.1',
  homepage: 'https://github.com/reconbot/streaming-iterables#readme',
  variants: {
    sequential: { operators: sequential },
    buffer: { operators: { buffer: { run: (source, count) => buffer(count, source), exact: false } } },
    merge: { operators: { merge: { run: sources => merge(...sources), exact: false } } },
    parallelMerge: {
      operators: { merge: { run: sources => parallelMerge(...sources), prefetch: 1, exact: false } },
    },
    parallelMap: {
      operators: {
        parallelMap: {
          run: (source, callback, concurrency) => parallelMap(concurrency, callback, source),
          // One value waits in a buffer between the source and the callbacks.
          prefetch: 1,
          exact: false,
        },
      },
    },
    transform: {
      operators: {
        parallelMap: {
          run: (source, callback, concurrency) => transform(concurrency, callback, source),
          order: 'completion',
          // A callback that has answered is replaced by the next one, whether its result has been taken or not.
          prefetch: 1,
          exact: false,
        },
      },
    },
  },
})
