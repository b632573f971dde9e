import { concat, map as generatorMap, take } from '../../operators-reference/generators.ts'
import * as passingOn from '../../operators-reference/passing-on.ts'
import type { Mutant } from '../mutant.ts'
import { close, iteratorOf, type Source, withOperators } from './reference.ts'

type Result = IteratorResult<unknown>
const done: Result = { value: undefined, done: true }
const parallel = { requests: 'parallel', exact: false } as const

/** An operator whose requests know nothing of each other; `next` is told when it has been closed. */
function eachByItself(
  source: Source,
  next: (iterator: AsyncIterator<unknown>, state: State) => Promise<Result>,
): Source {
  const iterator = iteratorOf(source)
  const state: State = { over: false }
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => (state.over ? done : next(iterator, state)),
      return: async () => {
        if (!state.over) await close(iterator, false)
        state.over = true
        return done
      },
    }),
  }
}
interface State {
  over: boolean
}

/** The next value of the source, where it has one; what fails is over too. */
async function step(iterator: AsyncIterator<unknown>, state: State): Promise<Result> {
  try {
    const result = await iterator.next()
    if (result.done) state.over = true
    return result
  } catch (error) {
    state.over = true
    throw error
  }
}

/** A filter of which what is kept is given to the request that has met it. */
const filterByItself = (goesOn: (state: State) => boolean) => ({
  run: (source: Source, test: (value: unknown) => Promise<boolean>): Source =>
    eachByItself(source, async (iterator, state) => {
      for (;;) {
        if (!goesOn(state)) return done
        const result = await step(iterator, state)
        if (result.done) return result
        try {
          if (await test(result.value)) return result
        } catch (error) {
          if (!state.over) await close(iterator, true)
          state.over = true
          throw error
        }
      }
    }),
  ...parallel,
})

/** What is wrong only where several requests are in flight. */
export const passing: readonly Mutant[] = [
  {
    name: 'map-passes-on-what-it-says-waits',
    rule: 'operators.requests',
    flaw: 'Each request is passed on at once, and nothing is declared.',
    implementation: withOperators({ map: passingOn.map }),
  },
  {
    name: 'filter-passes-on-what-it-says-waits',
    rule: 'operators.requests',
    flaw: 'Each request is passed on at once, and it is declared that they are queued.',
    implementation: withOperators({ filter: { run: passingOn.filter, requests: 'queued', exact: false } }),
  },
  {
    name: 'map-queues-what-it-says-is-passed-on',
    rule: 'operators.requests',
    flaw: 'It is an async generator, and declares that it passes requests on.',
    implementation: withOperators({ map: { run: generatorMap, ...parallel } }),
  },
  {
    name: 'take-queues-what-it-says-is-passed-on',
    rule: 'operators.requests',
    flaw: 'It is an async generator, and declares that it passes requests on.',
    implementation: withOperators({ take: { run: take, ...parallel } }),
  },
  {
    name: 'concat-queues-what-it-says-is-passed-on',
    rule: 'operators.requests',
    flaw: 'It is an async generator, and declares that it passes requests on, of which the model knows nothing.',
    implementation: { operators: { concat: { run: concat, ...parallel } } },
  },
  {
    name: 'filter-answers-who-comes-first',
    rule: 'operators.order',
    flaw: 'Of two requests in flight the first is given the third value, and the second the second, where the first value is dropped.',
    implementation: {
      operators: { filter: filterByItself(({ over }) => !over) },
    },
  },
  {
    name: 'drop-counts-what-comes-first',
    rule: 'operators.values',
    flaw: 'What it leaves out is what arrives first, not what was asked for first.',
    implementation: {
      operators: {
        drop: {
          run: (source, count) => {
            let dropped = 0
            return eachByItself(source, async (iterator, state) => {
              for (;;) {
                const result = await step(iterator, state)
                if (result.done || dropped++ >= count || state.over) return result
              }
            })
          },
          ...parallel,
        },
      },
    },
  },
  {
    name: 'filter-asks-on-when-closed',
    rule: 'operators.no-work-after-exit',
    flaw: 'A request that is in flight when it is closed asks its source again when its value is dropped.',
    implementation: {
      operators: { filter: filterByItself(() => true) },
    },
  },
  {
    name: 'map-forgets-errors-behind-the-end',
    rule: 'operators.close-source-on-callback-error',
    flaw: 'When a later request has met the end, an earlier one whose callback fails is answered with done.',
    implementation: {
      operators: {
        map: {
          run: (source, callback) =>
            eachByItself(source, async (iterator, state) => {
              const result = await step(iterator, state)
              if (result.done) return result
              try {
                return { value: await callback(result.value), done: false }
              } catch (error) {
                if (state.over) return done
                state.over = true
                await close(iterator, true)
                throw error
              }
            }),
          ...parallel,
        },
      },
    },
  },
]
