import { concat, drop, filter, map, take } from '../../operators-reference/generators.ts'
import { merge } from '../../operators-reference/side-by-side.ts'
import type { Mutant } from '../mutant.ts'
import { type Source, withOperators } from './reference.ts'

type Iterator = Required<Pick<AsyncIterator<unknown>, 'next' | 'return'>>
const done = { value: undefined, done: true } as const

/** What an operator gives, with another iterator around its own. */
function around(piped: AsyncGenerator<unknown>, wrap: (inner: AsyncGenerator<unknown>) => Iterator): Source {
  return { [Symbol.asyncIterator]: () => wrap(piped) }
}

export const requests: readonly Mutant[] = [
  {
    name: 'gives-the-last-value-again',
    rule: 'operators.finished-stays-finished',
    flaw: 'Asked once more after the end, it answers with the last value.',
    implementation: withOperators({
      map: (source, callback) =>
        around(map(source, callback), inner => {
          let last: IteratorResult<unknown> | null = null
          let ended = false
          return {
            next: async () => {
              if (ended && last) return last
              const result = await inner.next()
              if (result.done) ended = true
              else last = result
              return result
            },
            return: () => inner.return(undefined),
          }
        }),
    }),
  },
  {
    name: 'fails-again-and-again',
    rule: 'operators.finished-stays-finished',
    flaw: 'After an error, every further request is answered with it.',
    implementation: withOperators({
      filter: (source, test) =>
        around(filter(source, test), inner => {
          let failure: { readonly error: unknown } | null = null
          return {
            next: async () => {
              if (failure) throw failure.error
              return inner.next().catch(error => {
                failure = { error }
                throw error
              })
            },
            return: () => inner.return(undefined),
          }
        }),
    }),
  },
  {
    name: 'asks-when-closed-before-the-start',
    rule: 'operators.close-before-start',
    flaw: 'Closing it first starts it, so that there is something to close.',
    implementation: withOperators({
      map: (source, callback) =>
        around(map(source, callback), inner => {
          let started = false
          return {
            next: () => {
              started = true
              return inner.next()
            },
            return: async () => {
              if (!started) await inner.next()
              return inner.return(undefined)
            },
          }
        }),
    }),
  },
  {
    name: 'lives-on-when-closed-before-the-start',
    rule: 'operators.close-before-start',
    flaw: 'Closed before the first request it does nothing at all, and a later request starts it.',
    implementation: withOperators({
      take: (source, count) =>
        around(take(source, count), inner => {
          let started = false
          return {
            next: () => {
              started = true
              return inner.next()
            },
            return: async () => (started ? inner.return(undefined) : done),
          }
        }),
    }),
  },
  {
    name: 'forgets-the-request-before',
    rule: 'operators.concurrent-next-settle',
    flaw: 'It keeps one request: a second one in flight takes the place of the first.',
    implementation: withOperators({
      concat: sources =>
        around(concat(sources), inner => {
          let waiting: ((answer: Promise<IteratorResult<unknown>>) => void) | null = null
          return {
            next: () =>
              new Promise(resolve => {
                waiting = resolve
                const answer = inner.next()
                const give = (): void => {
                  waiting?.(answer)
                  waiting = null
                }
                answer.then(give, give)
              }),
            return: () => inner.return(undefined),
          }
        }),
    }),
  },
  {
    name: 'closing-is-never-answered',
    rule: 'operators.concurrent-next-settle',
    flaw: 'Closed while a request is in flight, it waits for something that nobody does.',
    implementation: withOperators({
      drop: (source, count) =>
        around(drop(source, count), inner => {
          let inFlight = 0
          return {
            next: () => {
              inFlight++
              return inner.next().finally(() => inFlight--)
            },
            return: async () => {
              if (inFlight > 0) await new Promise(() => {})
              return inner.return(undefined)
            },
          }
        }),
    }),
  },
  {
    name: 'merge-waits-for-all-to-end',
    rule: 'operators.concurrent-next-settle',
    flaw: 'A request after the end of all sources is left without an answer.',
    implementation: withOperators({
      merge: sources =>
        around(merge(sources), inner => {
          let ended = false
          return {
            next: async () => {
              if (ended) await new Promise(() => {})
              const result = await inner.next()
              ended = result.done === true
              return result
            },
            return: () => inner.return(undefined),
          }
        }),
    }),
  },
]
