import { Readable } from 'node:stream'
import type { Operators } from '../../harness/index.ts'

/*
 * The operators of readable streams. A stream reads ahead, up to its high-water mark, each of a row of them by itself.
 */
const readsAhead = { prefetch: 'unbounded', exact: false } as const

export const operators: Operators = {
  map: { run: (source, callback) => Readable.from(source).map(value => callback(value)), ...readsAhead },
  filter: { run: (source, test) => Readable.from(source).filter(value => test(value)), ...readsAhead },
  take: { run: (source, count) => Readable.from(source).take(count), ...readsAhead },
  drop: { run: (source, count) => Readable.from(source).drop(count), ...readsAhead },
  flatMap: { run: (source, callback) => Readable.from(source).flatMap(value => callback(value)), ...readsAhead },
  parallelMap: {
    run: (source, callback, concurrency) => Readable.from(source).map(value => callback(value), { concurrency }),
    ...readsAhead,
  },
}
