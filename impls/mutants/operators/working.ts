import { closeAll } from '../../operators-reference/closing.ts'
import { map } from '../../operators-reference/generators.ts'
import { parallelMap } from '../../operators-reference/side-by-side.ts'
import type { Mutant } from '../mutant.ts'
import { type Callback, close, iteratorOf, type Source, withOperators } from './reference.ts'

/** Calls the callback again and again, as long as `goesOn`; nobody takes what it answers. */
async function pump(
  iterator: AsyncIterator<unknown>,
  callback: Callback,
  answers: Promise<unknown>[],
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    const result = await iterator.next()
    if (result.done) return
    answers.push(callback(result.value))
  }
}

export const working: readonly Mutant[] = [
  {
    name: 'one-callback-too-many',
    rule: 'operators.concurrency-bound',
    flaw: 'It is looked whether there is room when one more has been called.',
    implementation: withOperators({
      parallelMap: (source, callback, concurrency) => parallelMap(source, callback, concurrency + 1),
    }),
  },
  {
    name: 'map-answers-requests-side-by-side',
    rule: 'operators.concurrency-bound',
    flaw: 'Each request calls the callback, whatever becomes of those before.',
    implementation: withOperators({
      map: (source, callback) => ({
        [Symbol.asyncIterator]: () => {
          const iterator = iteratorOf(source)
          let over = false
          return {
            next: async () => {
              if (over) return { value: undefined, done: true }
              const result = await iterator.next()
              if (result.done) over = true
              else return { value: await callback(result.value), done: false }
              return result
            },
            return: async () => {
              if (!over) await close(iterator, false)
              over = true
              return { value: undefined, done: true }
            },
          }
        },
      }),
    }),
  },
  {
    name: 'flat-map-iterates-two-at-once',
    rule: 'operators.concurrency-bound',
    flaw: 'The next inner iterable is asked before the one before has ended.',
    implementation: withOperators({
      flatMap: async function* (source, callback) {
        let before: AsyncIterator<unknown> | null = null
        const rest = async function* (iterator: AsyncIterator<unknown> | null) {
          if (iterator) yield* { [Symbol.asyncIterator]: () => iterator }
        }
        for await (const value of source) {
          const inner = iteratorOf(callback(value))
          const first = await inner.next()
          yield* rest(before)
          before = first.done ? null : inner
          if (!first.done) yield first.value
        }
        yield* rest(before)
      },
    }),
  },
  {
    name: 'parallel-map-one-at-a-time',
    rule: 'operators.concurrency-reached',
    flaw: 'Each callback is awaited before the next one is called.',
    implementation: withOperators({ parallelMap: map }),
  },
  {
    name: 'parallel-map-half-full',
    rule: 'operators.concurrency-reached',
    flaw: 'The bound is taken for one that must not be reached.',
    implementation: withOperators({
      parallelMap: (source, callback, concurrency) => parallelMap(source, callback, Math.max(1, concurrency - 1)),
    }),
  },
  {
    name: 'works-on-when-left',
    rule: 'operators.no-work-after-exit',
    flaw: 'What calls the callbacks is not told that the loop has been left.',
    implementation: withOperators({
      parallelMap: async function* (source, callback, concurrency) {
        const iterator = iteratorOf(source)
        const answers: Promise<unknown>[] = []
        let wake = (): void => {}
        let ended = false
        const pumping = pump(
          iterator,
          async value => {
            const answer = callback(value)
            wake()
            return answer
          },
          answers,
          () => answers.length < concurrency,
        )
        pumping.then(
          () => {
            ended = true
            wake()
          },
          () => wake(),
        )
        for (;;) {
          const answer = answers.shift()
          if (answer) yield await answer
          else if (ended) return
          else await new Promise<void>(resolve => (wake = () => queueMicrotask(resolve)))
        }
      },
    }),
  },
  {
    name: 'map-asks-on-when-left',
    rule: 'operators.no-work-after-exit',
    flaw: 'When it is left, the rest of the source is read, without waiting for it.',
    implementation: withOperators({
      map: async function* (source: Source, callback: Callback) {
        const iterator = iteratorOf(source)
        let left = true
        try {
          for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
            yield await callback(result.value)
          }
          left = false
        } finally {
          if (left) void drain(iterator)
        }
      },
    }),
  },
  {
    name: 'nobody-listens-to-the-other-callbacks',
    rule: 'operators.no-unhandled-rejection',
    flaw: 'The answers of callbacks wait in a list, and get a handler when it is their turn.',
    implementation: withOperators({
      parallelMap: async function* (source, callback, concurrency) {
        const iterator = iteratorOf(source)
        const answers: Promise<unknown>[] = []
        let open = true
        let failed = false
        try {
          for (;;) {
            while (open && answers.length < concurrency) {
              const result = await iterator.next().catch(error => {
                open = false
                throw error
              })
              if (result.done) open = false
              else answers.push(callback(result.value))
            }
            if (answers.length === 0) return
            yield await answers.shift()
          }
        } catch (error) {
          failed = true
          throw error
        } finally {
          if (open) await closeAll([iterator], failed)
        }
      },
    }),
  },
  {
    name: 'nobody-listens-to-the-close',
    rule: 'operators.no-unhandled-rejection',
    flaw: 'return() of the source is called, and nobody takes what it gives.',
    implementation: withOperators({
      drop: async function* (source, count) {
        const iterator = iteratorOf(source)
        let dropped = 0
        let left = true
        try {
          for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
            if (dropped++ >= count) yield result.value
          }
          left = false
        } finally {
          if (left) void iterator.return?.()
        }
      },
    }),
  },
]

async function drain(iterator: AsyncIterator<unknown>): Promise<void> {
  // A turn later, when the loop is over.
  await new Promise(resolve => setImmediate(resolve))
  for (let result = await iterator.next(); !result.done; ) result = await iterator.next()
}
