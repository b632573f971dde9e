/** The web streams of the running engine: a source behind a pipe of transform streams. */
import { ReadableStream, TransformStream, type TransformStreamDefaultController } from 'node:stream/web'
import { defineImplementation, type Operators } from '../../harness/index.ts'

type Controller = TransformStreamDefaultController<unknown>

const through = (
  source: AsyncIterable<unknown>,
  transform: (value: unknown, controller: Controller) => Promise<void> | void,
  flush: (controller: Controller) => void = () => {},
): AsyncIterable<unknown> => ReadableStream.from(source).pipeThrough(new TransformStream({ transform, flush }))

/** The writable side of a transform stream has room for one chunk, by its high-water mark. */
const readsAhead = { prefetch: 1, exact: false } as const

const operators: Operators = {
  map: {
    run: (source, callback) =>
      through(source, async (value, controller) => {
        controller.enqueue(await callback(value))
      }),
    ...readsAhead,
  },
  filter: {
    run: (source, test) =>
      through(source, async (value, controller) => {
        if (await test(value)) controller.enqueue(value)
      }),
    ...readsAhead,
  },
  take: {
    run: (source, count) => {
      let taken = 0
      return through(source, (value, controller) => {
        controller.enqueue(value)
        if (++taken === count) controller.terminate()
      })
    },
    ...readsAhead,
    closes: 'with the last value',
  },
  drop: {
    run: (source, count) => {
      let dropped = 0
      return through(source, (value, controller) => {
        if (dropped++ >= count) controller.enqueue(value)
      })
    },
    ...readsAhead,
  },
  chunk: {
    run: (source, count) => {
      let part: unknown[] = []
      const give = (controller: Controller): void => {
        controller.enqueue(part)
        part = []
      }
      return through(
        source,
        (value, controller) => {
          part.push(value)
          if (part.length === count) give(controller)
        },
        controller => {
          if (part.length > 0) give(controller)
        },
      )
    },
    ...readsAhead,
  },
  buffer: {
    run: (source, count) =>
      ReadableStream.from(source).pipeThrough(new TransformStream({}, undefined, { highWaterMark: count })),
    ...readsAhead,
  },
}

export default defineImplementation({
  name: 'web-streams',
  version: process.versions.node,
  homepage: 'https://streams.spec.whatwg.org',
  operators,
})
