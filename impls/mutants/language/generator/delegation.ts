import type { Mutant } from '../../mutant.ts'
import { closing, passOn } from '../seams/iteration.ts'
import { seamed } from '../seams/seamed.ts'

export const delegation: readonly Mutant[] = [
  {
    name: 'delegate-drops-sent-values',
    rule: 'generator.delegate',
    flaw: 'yield* asks the inner iterator without the value that was sent.',
    implementation: seamed({
      delegate: iteration => ({ ...passOn(iteration), next: () => iteration.next(undefined) }),
    }),
  },
  {
    name: 'delegate-does-not-forward-throw',
    rule: 'generator.delegate',
    flaw: 'yield* raises what is thrown at itself, and leaves the inner iterator alone.',
    implementation: seamed({
      delegate: iteration => ({
        ...passOn(iteration),
        async throw(error) {
          throw error
        },
      }),
    }),
  },
  {
    name: 'delegate-does-not-forward-return',
    rule: 'generator.delegate',
    flaw: 'yield* leaves the inner iterator open when the outer generator is closed.',
    implementation: seamed({ delegate: iteration => ({ ...passOn(iteration), return: null }) }),
  },
  {
    name: 'delegate-result-lost',
    rule: 'generator.delegate',
    flaw: 'The value of yield* is always undefined.',
    implementation: seamed({
      delegate: iteration => ({
        ...passOn(iteration),
        async next(...given) {
          const answer = await iteration.next(...given)
          return answer.done ? { value: undefined, done: true } : answer
        },
      }),
    }),
  },
  {
    name: 'delegate-closes-twice',
    rule: 'generator.delegate',
    flaw: 'yield* calls return() of the inner iterator a second time when the first call has been answered.',
    implementation: seamed({
      delegate(iteration) {
        const passed = passOn(iteration)
        if (passed.return) {
          passed.return = async (...given) => {
            const answer = await closing(iteration, given)
            if (answer.done) await closing(iteration, given)
            return answer
          }
        }
        return passed
      },
    }),
  },
]
