import type { Mutant } from '../../mutant.ts'
import { followed } from '../seams/followed.ts'
import { seamed } from '../seams/seamed.ts'

/** Thrown at a yield instead of a return completion. */
class ClosingSignal extends Error {}

export const closing: readonly Mutant[] = [
  {
    name: 'throw-closes',
    rule: 'generator.throw-at-yield',
    flaw: 'throw() closes the generator and rejects: no catch of the body sees the error.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async throw(error) {
          if (course.state !== 'suspended' || course.open > 0) return requests.throw(error)
          await requests.return()
          throw error
        },
      })),
    }),
  },
  {
    name: 'caught-throw-answers-done',
    rule: 'generator.values-in-order',
    flaw: 'When the body catches what was thrown and yields again, the answer is done.',
    implementation: seamed({
      generator: followed(requests => ({
        async throw(error) {
          await requests.throw(error)
          return { value: undefined, done: true }
        },
      })),
    }),
  },
  {
    name: 'thrown-error-copied',
    rule: 'generator.throw-at-yield',
    flaw: 'throw() raises a copy of its error at the yield.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        throw: error => requests.throw(course.state === 'suspended' ? new Error(String(error)) : error),
      })),
    }),
  },
  {
    name: 'close-skips-finally',
    rule: 'generator.close-runs-finally',
    flaw: 'Closing a generator at a yield abandons it there: no finally runs.',
    implementation: seamed({
      generator: followed((requests, course) => {
        let abandoned = false
        return {
          async next(...given) {
            return abandoned ? { value: undefined, done: true } : requests.next(...given)
          },
          async return(...given) {
            if (course.state !== 'suspended' || course.open > 0) return requests.return(...given)
            abandoned = true
            return { value: await given[0], done: true }
          },
        }
      }),
    }),
  },
  {
    name: 'close-answers-before-finally-ends',
    rule: 'generator.close-runs-finally',
    flaw: 'return() answers while a finally of the body still waits.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async return(...given) {
          if (course.state !== 'suspended' || course.open > 0) return requests.return(...given)
          requests.return(...given).catch(() => {})
          return { value: await given[0], done: true }
        },
      })),
    }),
  },
  {
    name: 'close-throws-a-signal',
    rule: 'generator.close-signal',
    flaw: 'Closing raises an error at the yield, which a catch of the body sees, as in Python.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async return(...given) {
          if (course.state !== 'suspended' || course.open > 0) return requests.return(...given)
          const value = await given[0]
          const signal = new ClosingSignal()
          try {
            return await requests.throw(signal)
          } catch (error) {
            if (error !== signal) throw error
            return { value, done: true }
          }
        },
      })),
    }),
  },
  {
    name: 'yield-while-closing-ends',
    rule: 'generator.yield-while-closing',
    flaw: 'A yield in a finally that closing runs is passed over, and the generator ends.',
    implementation: seamed({
      generator: followed(requests => ({
        async return(...given) {
          const answer = await requests.return(...given)
          return answer.done ? answer : requests.return(...given)
        },
      })),
    }),
  },
  {
    name: 'yield-while-closing-refused',
    rule: 'generator.yield-while-closing',
    flaw: 'The closer of a generator that yields meanwhile gets an error, as in Python.',
    implementation: seamed({
      generator: followed(requests => ({
        async return(...given) {
          const answer = await requests.return(...given)
          if (!answer.done) throw new Error('the generator yielded while it was being closed')
          return answer
        },
      })),
    }),
  },
  {
    name: 'error-of-finally-lost-while-closing',
    rule: 'generator.finally-overrides',
    flaw: 'An error of a finally that closing runs is dropped.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async return(...given) {
          if (course.state !== 'suspended' || course.open > 0) return requests.return(...given)
          const value = await given[0]
          return requests.return(value).catch(() => ({ value, done: true }))
        },
      })),
    }),
  },
  {
    name: 'return-of-finally-lost-while-closing',
    rule: 'generator.finally-overrides',
    flaw: 'The closer is answered with its own value, even when a finally returns another one.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async return(...given) {
          const closes = course.state === 'suspended' && course.open === 0
          const answer = await requests.return(...given)
          return closes && answer.done ? { value: await given[0], done: true } : answer
        },
      })),
    }),
  },
]
