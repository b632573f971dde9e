import { closeAll } from '../../operators-reference/closing.ts'
import { map } from '../../operators-reference/generators.ts'
import { merge, parallelMap } from '../../operators-reference/side-by-side.ts'
import type { Mutant } from '../mutant.ts'
import { asked, type Callback, iteratorOf, type Source, withOperators } from './reference.ts'

export const asking: readonly Mutant[] = [
  {
    name: 'map-asks-when-it-is-made',
    rule: 'operators.lazy',
    flaw: 'The first value is asked for when the operator is called, before anybody wants it.',
    implementation: withOperators({ map: (source, callback) => map(asked(source), callback) }),
  },
  {
    name: 'merge-asks-when-it-is-made',
    rule: 'operators.lazy',
    flaw: 'All sources are asked when they are merged.',
    implementation: withOperators({ merge: sources => merge(sources.map(asked)) }),
  },
  {
    name: 'take-asks-for-one-more',
    rule: 'operators.demand',
    flaw: 'That there have been enough values is noticed when there is one too many.',
    implementation: withOperators({
      take: async function* (source, count) {
        let taken = 0
        for await (const value of source) {
          if (taken++ >= count) return
          yield value
        }
      },
    }),
  },
  {
    name: 'map-reads-ahead',
    rule: 'operators.demand',
    flaw: 'The next value is asked for while the consumer is busy with this one.',
    implementation: withOperators({
      map: async function* (source: Source, callback: Callback) {
        const iterator = iteratorOf(source)
        let next = iterator.next()
        let open = true
        let failed = false
        try {
          for (;;) {
            const result = await next.catch(error => {
              open = false
              throw error
            })
            if (result.done) {
              open = false
              return
            }
            const mapped = await callback(result.value)
            next = iterator.next()
            next.catch(() => {})
            yield mapped
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
    name: 'drop-reads-everything',
    rule: 'operators.demand',
    flaw: 'The whole source is read before the first value is given on.',
    implementation: withOperators({
      drop: async function* (source, count) {
        const values: unknown[] = []
        for await (const value of source) values.push(value)
        for (const value of values.slice(count)) yield value
      },
    }),
  },
  {
    name: 'parallel-map-in-order-of-completion',
    rule: 'operators.order',
    flaw: 'What is done first is given first, which is not what is declared.',
    implementation: withOperators({
      parallelMap: async function* (source, callback, concurrency) {
        const done: unknown[] = []
        const noting = parallelMap(
          source,
          async value => {
            const mapped = await callback(value)
            done.push(mapped)
            return mapped
          },
          concurrency,
        )
        for await (const _ of noting) yield done.shift()
      },
    }),
  },
  {
    name: 'map-in-pairs-backwards',
    rule: 'operators.order',
    flaw: 'Values are taken two at a time, and the second one is given first.',
    implementation: withOperators({
      map: async function* (source, callback) {
        let kept: { readonly value: unknown } | null = null
        for await (const value of map(source, callback)) {
          if (!kept) kept = { value }
          else {
            yield value
            yield kept.value
            kept = null
          }
        }
        if (kept) yield kept.value
      },
    }),
  },
  {
    name: 'filter-gives-the-answer-of-the-test',
    rule: 'operators.values',
    flaw: 'What comes out is what the test has answered.',
    implementation: withOperators({
      filter: async function* (source, test) {
        for await (const value of source) {
          const kept = await test(value)
          if (kept) yield kept
        }
      },
    }),
  },
  {
    name: 'map-answers-return-with-nothing',
    rule: 'operators.values',
    flaw: 'return() of its iterator closes the source, and fulfils with undefined: the loop that is left throws a TypeError.',
    implementation: withOperators({
      map: (source, callback) => {
        const iterator = map(source, callback)
        const end = async () => void (await iterator.return(undefined)) as never
        return { [Symbol.asyncIterator]: () => ({ next: () => iterator.next(), return: end }) }
      },
    }),
  },
  {
    name: 'take-loses-the-last',
    rule: 'operators.values',
    flaw: 'The loop is left at the last value, before it is given on.',
    implementation: withOperators({
      take: async function* (source, count) {
        let taken = 0
        for await (const value of source) {
          if (++taken === count) return
          yield value
        }
      },
    }),
  },
  {
    name: 'zip-goes-on-to-the-longest',
    rule: 'operators.values',
    flaw: 'It ends when all sources have ended, with undefined in the place of what is missing.',
    implementation: withOperators({
      zip: async function* (sources) {
        const iterators = sources.map(iteratorOf)
        for (;;) {
          const results = await Promise.all(iterators.map(iterator => iterator.next()))
          if (results.every(({ done }) => done)) return
          yield results.map(({ value }) => value)
        }
      },
    }),
  },
  {
    name: 'drop-counts-one-too-few',
    rule: 'operators.values',
    flaw: 'The last of the values that are to be left out is given on.',
    implementation: withOperators({
      drop: async function* (source, count) {
        let dropped = 0
        for await (const value of source) if (++dropped >= count) yield value
      },
    }),
  },
  {
    name: 'concat-asks-all-at-once',
    rule: 'operators.trace',
    flaw: 'The second source is asked for its first value while the first one is being read.',
    implementation: withOperators({
      concat: async function* (sources) {
        for (const source of sources.map(asked)) for await (const value of source) yield value
      },
    }),
  },
]
