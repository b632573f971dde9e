import type { Mutant } from '../../mutant.ts'
import { followed } from '../seams/followed.ts'
import { requestsOf } from '../seams/generator.ts'
import { queued } from '../seams/queued.ts'
import { seamed } from '../seams/seamed.ts'

export const requests: readonly Mutant[] = [
  {
    name: 'second-value-skipped',
    rule: 'generator.values-in-order',
    flaw: 'The second value that a generator yields is left out.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async next(...given) {
          const skips = course.yielded === 1
          const answer = await requests.next(...given)
          return skips && !answer.done ? requests.next(...given) : answer
        },
      })),
    }),
  },
  {
    name: 'first-value-repeated',
    rule: 'generator.values-in-order',
    flaw: 'The second request is answered with the first value once more.',
    implementation: seamed({
      generator: followed(requests => {
        const answers: IteratorResult<unknown>[] = []
        return {
          async next(...given) {
            const [first, ...later] = answers
            const answer = first && later.length === 0 && !first.done ? first : await requests.next(...given)
            answers.push(answer)
            return answer
          },
        }
      }),
    }),
  },
  {
    name: 'sent-value-lost',
    rule: 'generator.resume-value',
    flaw: 'What is sent with next() does not reach the yield.',
    implementation: seamed({ generator: native => ({ ...requestsOf(native), next: () => native.next() }) }),
  },
  {
    name: 'first-sent-value-delivered-later',
    rule: 'generator.resume-value',
    flaw: 'What is sent with the first request is delivered to the first yield.',
    implementation: seamed({
      generator(native) {
        const sent: unknown[] = []
        return {
          ...requestsOf(native),
          next(...given) {
            sent.push(given[0])
            return native.next(...(sent.length > 1 && given.length === 0 ? [sent.at(-2)] : (given as [unknown])))
          },
        }
      },
    }),
  },
  {
    name: 'return-value-answered-again',
    rule: 'generator.finished-stays-finished',
    flaw: 'After its end a generator answers every next() with its return value.',
    implementation: seamed({
      generator: followed((requests, course) => {
        let last: unknown
        return {
          async next(...given) {
            if (course.state === 'ended' && course.open === 0) return { value: last, done: true }
            const answer = await requests.next(...given)
            if (answer.done) last = answer.value
            return answer
          },
        }
      }),
    }),
  },
  {
    name: 'throw-after-end-answers',
    rule: 'generator.finished-stays-finished',
    flaw: 'throw() into a generator that has ended answers done, as in Python.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async throw(error) {
          return course.state === 'ended' && course.open === 0 ? requests.next() : requests.throw(error)
        },
      })),
    }),
  },
  {
    name: 'return-after-end-drops-value',
    rule: 'generator.finished-stays-finished',
    flaw: 'return(value) on a generator that has ended answers done without the value.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        return: (...given) =>
          course.state === 'ended' && course.open === 0 ? requests.return() : requests.return(...given),
      })),
    }),
  },
  {
    name: 'error-answered-again',
    rule: 'generator.finished-stays-finished',
    flaw: 'After an error every next() is answered with that error again.',
    implementation: seamed({
      generator: followed((requests, course) => {
        let met: { readonly error: unknown } | null = null
        return {
          async next(...given) {
            if (met && course.open === 0) throw met.error
            try {
              return await requests.next(...given)
            } catch (error) {
              met = { error }
              throw error
            }
          },
        }
      }),
    }),
  },
  {
    name: 'uncaught-error-copied',
    rule: 'generator.error-finishes',
    flaw: 'The requester gets a copy of the error that the body did not catch.',
    implementation: seamed({
      generator: native => ({
        ...requestsOf(native),
        next: (...given) => native.next(...(given as [])).catch(copy),
      }),
    }),
  },
  {
    name: 'error-rejects-the-queue',
    rule: 'generator.error-finishes',
    flaw: 'An error of the body rejects the requests that are queued behind the one that met it, too.',
    implementation: seamed({
      generator(native) {
        let met: { readonly error: unknown } | null = null
        let open = 0
        return {
          ...requestsOf(native),
          async next(...given) {
            const alone = open++ === 0
            try {
              const answer = await native.next(...(given as []))
              if (met && !alone && answer.done) throw met.error
              return answer
            } catch (error) {
              met = { error }
              throw error
            } finally {
              open--
            }
          },
        }
      },
    }),
  },
  {
    name: 'error-lost-on-third-request',
    rule: 'generator.error-finishes',
    flaw: 'An error that meets the third request or a later one is answered with done.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async next(...given) {
          try {
            return await requests.next(...given)
          } catch (error) {
            if (course.yielded < 2) throw error
            return { value: undefined, done: true }
          }
        },
      })),
    }),
  },
  {
    name: 'second-request-refused',
    rule: 'generator.concurrent-requests',
    flaw: 'A request to a generator that runs is refused, as in Python.',
    implementation: seamed({
      generator: followed((requests, course) => ({
        async next(...given) {
          if (course.open > 0) throw new TypeError('the generator is running already')
          return requests.next(...given)
        },
      })),
    }),
  },
  {
    name: 'queue-last-in-first-out',
    rule: 'generator.concurrent-requests',
    flaw: 'Of the requests that are queued the latest is answered first.',
    implementation: seamed({ generator: queued((queue, request) => void queue.unshift(request)) }),
  },
  {
    name: 'return-overtakes-the-queue',
    rule: 'generator.concurrent-requests',
    flaw: 'return() is served before the requests that are queued already.',
    implementation: seamed({
      generator: queued((queue, request) => {
        if (request.kind === 'return') queue.unshift(request)
        else queue.push(request)
      }),
    }),
  },
  {
    name: 'third-request-dropped',
    rule: 'generator.concurrent-requests',
    flaw: 'The queue has room for one request, and the others are answered with done at once.',
    implementation: seamed({
      generator: queued((queue, request) => {
        if (queue.length === 0) queue.push(request)
        else request.answer.resolve({ value: undefined, done: true })
      }),
    }),
  },
  {
    name: 'self-request-refused',
    rule: 'generator.self-close',
    flaw: 'A request that a generator makes of itself is refused with a TypeError.',
    implementation: seamed({
      self: generator => {
        const refuse = async (): Promise<never> => {
          throw new TypeError('the generator is running')
        }
        return { ...generator, next: refuse, return: refuse, throw: refuse }
      },
    }),
  },
  {
    name: 'self-close-answered-at-once',
    rule: 'generator.self-close',
    flaw: 'A generator that closes itself is answered with done at once.',
    implementation: seamed({
      self: generator => ({
        ...generator,
        return: async (...given) => ({ value: await given[0], done: true }),
      }),
    }),
  },
  {
    name: 'answer-left-unhandled',
    rule: 'generator.trace',
    flaw: 'A second promise of each answer is left behind, and nobody listens to its rejection.',
    implementation: seamed({
      generator: native => ({
        ...requestsOf(native),
        next(...given) {
          const answer = native.next(...(given as []))
          void answer.finally(() => {})
          return answer
        },
      }),
    }),
  },
]

function copy(error: unknown): never {
  throw new Error(String(error))
}
