import { Context, Effect, References, Stream } from 'effect'
import type { Operators } from '../../harness/index.ts'

/** A source as a stream that fails with the very error that the source fails with. */
const streamOf = <T>(source: AsyncIterable<T>): Stream.Stream<T, unknown> =>
  Stream.fromAsyncIterable(source, error => error)

/** The errors of closing that go down behind another one are logged: not here. */
const quiet = Context.make(References.MinimumLogLevel, 'None')

const iterate = <T>(stream: Stream.Stream<T, unknown>): AsyncIterable<T> => Stream.toAsyncIterableWith(stream, quiet)

const effectOf = <T>(run: () => Promise<T>): Effect.Effect<T, unknown> =>
  Effect.tryPromise({ try: run, catch: error => error })

/** Each request runs a fiber of its own: none waits for the one before it (next of toAsyncIterable). */
const atOnce = { requests: 'parallel', exact: false } as const

/** One value after another. */
export const sequential: Operators = {
  map: {
    run: (source, callback) => iterate(Stream.mapEffect(streamOf(source), value => effectOf(() => callback(value)))),
    ...atOnce,
  },
  filter: {
    run: (source, test) => iterate(Stream.filterEffect(streamOf(source), value => effectOf(() => test(value)))),
    ...atOnce,
  },
  take: { run: (source, count) => iterate(Stream.take(streamOf(source), count)), ...atOnce },
  drop: { run: (source, count) => iterate(Stream.drop(streamOf(source), count)), ...atOnce },
  flatMap: {
    run: (source, callback) =>
      iterate(
        Stream.flatMap(streamOf(source), value =>
          Stream.unwrap(Effect.map(Effect.try({ try: () => callback(value), catch: error => error }), streamOf)),
        ),
      ),
    ...atOnce,
  },
  chunk: {
    run: (source, count) => iterate(Stream.grouped(streamOf(source), count)),
    ...atOnce,
    part: 'given',
  },
  concat: {
    run: sources => iterate(sources.map(streamOf).reduce((before, next) => Stream.concat(before, next))),
    ...atOnce,
  },
}

/** Of each two, either is asked for its next value before the one that it has given has been taken; three are two twice. */
export const merge: Operators = {
  merge: {
    run: sources => iterate(sources.map(streamOf).reduce((before, next) => Stream.merge(before, next))),
    ...atOnce,
    prefetch: 2,
  },
}

/** What has been read and not taken waits in a queue, and what does not fit there waits to be let in. */
export const mergeAll: Operators = {
  merge: {
    run: sources => iterate(Stream.mergeAll(sources.map(streamOf), { concurrency: 'unbounded', bufferSize: 1 })),
    ...atOnce,
    prefetch: 2,
  },
}

/** All that is in the queue is taken at once, and the queue filled again; one value more waits to be let in. */
export const buffer: Operators = {
  buffer: {
    run: (source, count) => iterate(Stream.buffer(streamOf(source), { capacity: count })),
    ...atOnce,
    // As much again as it is told, and that is three at most.
    prefetch: 3,
  },
}

export const zip: Operators = {
  zip: {
    run: ([first, ...others]) =>
      iterate(
        others.map(streamOf).reduce(
          (row: Stream.Stream<readonly unknown[], unknown>, next) => Stream.zipFlatten(row, next),
          Stream.map(streamOf(first as AsyncIterable<unknown>), value => [value]),
        ),
      ),
    ...atOnce,
  },
}

export const mapEffect: Operators = {
  parallelMap: {
    run: (source, callback, concurrency) =>
      iterate(Stream.mapEffect(streamOf(source), value => effectOf(() => callback(value)), { concurrency })),
    ...atOnce,
    prefetch: 1,
  },
}

export const unordered: Operators = {
  parallelMap: {
    run: (source, callback, concurrency) =>
      iterate(
        Stream.mapEffect(streamOf(source), value => effectOf(() => callback(value)), { concurrency, unordered: true }),
      ),
    ...atOnce,
    order: 'completion',
    prefetch: 1,
  },
}
