import { closeAll } from '../../operators-reference/closing.ts'
import { take } from '../../operators-reference/generators.ts'
import type { Mutant } from '../mutant.ts'
import { close, iteratorOf, mapHolding, type Source, withOperators } from './reference.ts'

/** A source whose return() is another one. */
function closing(source: Source, end: (iterator: AsyncIterator<unknown>) => unknown): Source {
  return {
    [Symbol.asyncIterator]: () => {
      const iterator = iteratorOf(source)
      const done = { value: undefined, done: true } as const
      return {
        next: () => iterator.next(),
        return: async () => {
          await end(iterator)
          return done
        },
      }
    },
  }
}

/** The values of several sources by turns, closed so when it is left or one of them fails. */
const byTurns = (end: (open: ReadonlySet<AsyncIterator<unknown>>, failed: boolean) => Promise<void>) =>
  async function* (sources: readonly Source[]) {
    const open = new Set(sources.map(iteratorOf))
    let failed = false
    try {
      while (open.size > 0) {
        for (const iterator of open) {
          const result = await iterator.next().catch(error => {
            open.delete(iterator)
            throw error
          })
          if (result.done) open.delete(iterator)
          else yield result.value
        }
      }
    } catch (error) {
      failed = true
      throw error
    } finally {
      await end(open, failed)
    }
  }

export const closings: readonly Mutant[] = [
  {
    name: 'map-does-not-close',
    rule: 'operators.close-source-on-early-exit',
    flaw: 'Its loop calls next() by hand, and nobody calls return().',
    implementation: withOperators({ map: mapHolding({ leave: async () => {} }) }),
  },
  {
    name: 'close-not-awaited',
    rule: 'operators.close-source-on-early-exit',
    flaw: 'return() of the source is called, and the loop is left without waiting for it.',
    implementation: withOperators({
      map: mapHolding({
        leave: async iterator => {
          iterator.return?.()?.catch(() => {})
        },
      }),
    }),
  },
  {
    name: 'take-leaves-its-source-open',
    rule: 'operators.close-source-on-early-exit',
    flaw: 'After the last value it answers done, and forgets the source.',
    implementation: withOperators({
      take: async function* (source, count) {
        const iterator = iteratorOf(source)
        let wanted = false
        try {
          for (let taken = 0; taken < count; taken++) {
            const result = await iterator.next().catch(error => {
              wanted = true
              throw error
            })
            if (result.done) break
            yield result.value
          }
          wanted = true
        } finally {
          if (!wanted) await close(iterator, false)
        }
      },
    }),
  },
  {
    name: 'closes-twice',
    rule: 'operators.close-source-on-early-exit',
    flaw: 'return() is called by hand, and once more by the loop.',
    implementation: withOperators({
      drop: async function* (source, count) {
        const twice = closing(source, async iterator => {
          await iterator.return?.()
          await iterator.return?.()
        })
        let dropped = 0
        for await (const value of twice) if (dropped++ >= count) yield value
      },
    }),
  },
  {
    name: 'callback-error-leaves-the-source-open',
    rule: 'operators.close-source-on-callback-error',
    flaw: 'The source is closed when the consumer leaves, and not when the callback has failed.',
    implementation: withOperators({
      map: mapHolding({ leave: async (iterator, failed) => (failed ? undefined : close(iterator, false)) }),
    }),
  },
  {
    name: 'close-error-hides-the-callback-error',
    rule: 'operators.close-source-on-callback-error',
    flaw: 'An error of return() takes the place of the error of the callback.',
    implementation: withOperators({ map: mapHolding({ leave: iterator => close(iterator, false) }) }),
  },
  {
    name: 'callback-error-wrapped',
    rule: 'operators.close-source-on-callback-error',
    flaw: 'The error of the callback is the cause of the one that goes on.',
    implementation: withOperators({
      filter: async function* (source, test) {
        for await (const value of source) {
          const kept = await test(value).catch(cause => {
            throw new Error('the test has failed', { cause })
          })
          if (kept) yield value
        }
      },
    }),
  },
  {
    name: 'merge-closes-the-first-only',
    rule: 'operators.close-all-sources',
    flaw: 'Of the sources that are left, one is closed.',
    implementation: withOperators({
      merge: byTurns((open, failed) => closeAll([...open].slice(0, 1), failed)),
    }),
  },
  {
    name: 'merge-leaves-them-open-when-one-fails',
    rule: 'operators.close-all-sources',
    flaw: 'The others are closed when the consumer leaves, and not when one has failed.',
    implementation: withOperators({
      merge: byTurns(async (open, failed) => (failed ? undefined : closeAll(open, failed))),
    }),
  },
  {
    name: 'closing-stops-at-the-first-error',
    rule: 'operators.close-all-sources',
    flaw: 'When closing one source fails, those behind it are left open.',
    implementation: withOperators({
      merge: byTurns(async (open, failed) => {
        for (const iterator of open) await close(iterator, failed)
      }),
    }),
  },
  {
    name: 'zip-leaves-the-longer-ones-open',
    rule: 'operators.close-all-sources',
    flaw: 'When one source has ended, the others are forgotten.',
    implementation: withOperators({
      zip: async function* (sources) {
        const iterators = sources.map(iteratorOf)
        let left = true
        try {
          for (;;) {
            const results = await Promise.all(iterators.map(iterator => iterator.next()))
            if (results.some(({ done }) => done)) break
            yield results.map(({ value }) => value)
          }
          left = false
        } finally {
          if (left) await closeAll(iterators, false)
        }
      },
    }),
  },
  {
    name: 'flat-map-leaves-the-outer-source-open',
    rule: 'operators.close-all-sources',
    flaw: 'Left within an inner iterable, it closes that one, and not the source.',
    implementation: withOperators({
      flatMap: async function* (source, callback) {
        const iterator = iteratorOf(source)
        for (let result = await iterator.next(); !result.done; result = await iterator.next()) {
          let inner: Source
          try {
            inner = callback(result.value)
          } catch (error) {
            await close(iterator, true)
            throw error
          }
          yield* inner
        }
      },
    }),
  },
  {
    name: 'closes-what-has-ended',
    rule: 'operators.no-close-after-end',
    flaw: 'return() is called in a finally, however the loop has ended.',
    implementation: withOperators({
      map: mapHolding({ leave: close, ended: iterator => close(iterator, false) }),
    }),
  },
  {
    name: 'zip-closes-all-at-the-end',
    rule: 'operators.no-close-after-end',
    flaw: 'When one source has ended all are closed, that one among them.',
    implementation: withOperators({
      zip: async function* (sources) {
        const iterators = sources.map(iteratorOf)
        try {
          for (;;) {
            const results = await Promise.all(iterators.map(iterator => iterator.next()))
            if (results.some(({ done }) => done)) return
            yield results.map(({ value }) => value)
          }
        } finally {
          await closeAll(iterators, true)
        }
      },
    }),
  },
  {
    name: 'closes-what-has-failed',
    rule: 'operators.no-close-after-failure',
    flaw: 'return() is called in a catch around next().',
    implementation: withOperators({
      map: mapHolding({
        leave: close,
        failed: async (iterator, error) => {
          await close(iterator, true)
          throw error
        },
      }),
    }),
  },
  {
    name: 'failure-taken-for-the-end',
    rule: 'operators.source-error-propagates',
    flaw: 'When next() fails, the operator answers done.',
    implementation: withOperators({ map: mapHolding({ leave: close, failed: async () => {} }) }),
  },
  {
    name: 'source-error-wrapped',
    rule: 'operators.source-error-propagates',
    flaw: 'The error of the source is the cause of the one that goes on.',
    implementation: withOperators({
      map: mapHolding({
        leave: close,
        failed: async (_, cause) => {
          throw new Error('the source has failed', { cause })
        },
      }),
    }),
  },
  {
    name: 'operator-swallows-close-error',
    rule: 'operators.close-error-surfaces',
    flaw: 'What return() of the source comes to is ignored.',
    implementation: withOperators({ map: mapHolding({ leave: iterator => close(iterator, true) }) }),
  },
  {
    name: 'take-swallows-the-close-error',
    rule: 'operators.close-error-surfaces',
    flaw: 'When take has enough, an error of closing is ignored.',
    implementation: withOperators({
      take: (source, count) =>
        take(
          closing(source, iterator => close(iterator, true)),
          count,
        ),
    }),
  },
]
