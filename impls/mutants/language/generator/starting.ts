import type { Mutant } from '../../mutant.ts'
import { followed } from '../seams/followed.ts'
import { requestsOf } from '../seams/generator.ts'
import { seamed } from '../seams/seamed.ts'

export const starting: readonly Mutant[] = [
  {
    name: 'starts-when-made',
    rule: 'generator.lazy-start',
    flaw: 'Calling the generator function runs its body up to the first yield.',
    implementation: seamed({
      generator(native) {
        const plain = requestsOf(native)
        let first: Promise<IteratorResult<unknown>> | null = plain.next()
        first.catch(() => {})
        return {
          ...plain,
          next(...given) {
            const answer = first ?? plain.next(...given)
            first = null
            return answer
          },
        }
      },
    }),
  },
  {
    name: 'throw-before-start-runs-body',
    rule: 'generator.throw-before-start',
    flaw: 'throw() on a generator that has not started runs it to its first yield, and raises the error there.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async throw(error) {
          if (course.state === 'not started') await requests.next()
          return requests.throw(error)
        },
      })),
    }),
  },
  {
    name: 'throw-before-start-does-not-finish',
    rule: 'generator.throw-before-start',
    flaw: 'throw() on a generator that has not started rejects, and leaves it to be started later.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async throw(error) {
          if (course.state === 'not started') throw error
          return requests.throw(error)
        },
      })),
    }),
  },
  {
    name: 'close-before-start-runs-body',
    rule: 'generator.close-before-start',
    flaw: 'return() on a generator that has not started runs it to its first yield, and closes it there.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async return(...given) {
          if (course.state === 'not started') await requests.next()
          return requests.return(...given)
        },
      })),
    }),
  },
  {
    name: 'close-before-start-does-not-finish',
    rule: 'generator.close-before-start',
    flaw: 'return() on a generator that has not started answers, and leaves it to be started later.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async return(...given) {
          if (course.state === 'not started') return { value: await given[0], done: true }
          return requests.return(...given)
        },
      })),
    }),
  },
  {
    name: 'close-before-start-does-not-await',
    rule: 'generator.close-before-start',
    flaw: 'return(promise) on a generator that has not started answers with the promise itself.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async return(...given) {
          if (course.state !== 'not started') return requests.return(...given)
          await requests.return()
          return { value: given[0], done: true }
        },
      })),
    }),
  },
]
