import type { Mutant } from '../../mutant.ts'
import { closing, type Iteration, type Loop, passOn } from '../seams/iteration.ts'
import { seamed } from '../seams/seamed.ts'

type Result = IteratorResult<unknown>

/** The seam of a loop whose close is replaced, where there is one. */
function closesBy(close: (iteration: Iteration, loop: Loop) => Promise<Result>) {
  return (iteration: Iteration, loop: Loop): Iteration => {
    const passed = passOn(iteration)
    if (passed.return) passed.return = () => close(iteration, loop)
    return passed
  }
}

/** The seam of a loop whose next() is replaced. */
function asksBy(ask: (iteration: Iteration) => Promise<Result>) {
  return (iteration: Iteration): Iteration => ({ ...passOn(iteration), next: () => ask(iteration) })
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null

async function closeQuietly(iteration: Iteration): Promise<void> {
  try {
    await iteration.return?.()
  } catch {}
}

/** Gives the error that goes on when the body failed with `error` and the iterator has been closed. */
async function closeError(error: unknown, { iteration }: Loop, demandsObject: boolean): Promise<unknown> {
  try {
    const answer = await iteration.return?.()
    return demandsObject && iteration.return && !isObject(answer) ? new TypeError('no object') : error
  } catch (failure) {
    return demandsObject ? error : failure
  }
}

/** The loop has been closed already. */
const closed = closesBy(async ({ return: close }, { left }) => {
  if (left === 'throw' || !close) return { value: undefined, done: true }
  throw new RangeError('unreachable')
})

const closedWhenFailed = (iteration: Iteration, loop: Loop): Iteration => {
  const passed = passOn(iteration)
  const skipping = closed(iteration, loop)
  if (passed.return)
    passed.return = (...given) => (loop.left === 'throw' ? skipping : iteration).return?.(...given) as never
  return passed
}

export const errors: readonly Mutant[] = [
  {
    name: 'close-error-replaces-body-error',
    rule: 'iteration.body-error-wins',
    flaw: 'When the body has failed and closing fails too, the error of the close goes on, as in Python.',
    implementation: seamed({
      failed: (error, loop) => closeError(error, loop, false),
      loop: closedWhenFailed,
    }),
  },
  {
    name: 'body-error-aggregated-with-close-error',
    rule: 'iteration.body-error-wins',
    flaw: 'When the body has failed and closing fails too, both go on as a SuppressedError.',
    implementation: seamed({
      async failed(error, loop) {
        const failure = await closeError(error, loop, false)
        return failure === error ? error : new SuppressedError(failure, error)
      },
      loop: closedWhenFailed,
    }),
  },
  {
    name: 'close-error-swallowed',
    rule: 'iteration.close-error-surfaces',
    flaw: 'An error of the close is dropped however the loop is left.',
    implementation: seamed({
      loop: closesBy(async iteration => {
        try {
          return await closing(iteration)
        } catch {
          return { value: undefined, done: true }
        }
      }),
    }),
  },
  {
    name: 'close-error-swallowed-on-return',
    rule: 'iteration.close-error-surfaces',
    flaw: 'An error of the close is dropped when a return leaves the loop.',
    implementation: seamed({
      loop: closesBy(async (iteration, { left }) => {
        try {
          return await closing(iteration)
        } catch (error) {
          if (left !== 'return') throw error
          return { value: undefined, done: true }
        }
      }),
    }),
  },
  {
    name: 'ended-source-closed',
    rule: 'iteration.no-close-after-end',
    flaw: 'return() is called after the iterator has answered done.',
    implementation: seamed({
      loop: asksBy(async iteration => {
        const answer = await iteration.next()
        if (isObject(answer) && answer.done) await closeQuietly(iteration)
        return answer
      }),
    }),
  },
  {
    name: 'failed-source-closed',
    rule: 'iteration.no-close-after-failure',
    flaw: 'return() is called after next() has failed.',
    implementation: seamed({
      loop: asksBy(async iteration => {
        try {
          return await iteration.next()
        } catch (error) {
          await closeQuietly(iteration)
          throw error
        }
      }),
    }),
  },
  {
    name: 'source-without-answer-closed',
    rule: 'iteration.no-close-after-failure',
    flaw: 'return() is called after next() has answered no object.',
    implementation: seamed({
      loop: asksBy(async iteration => {
        const answer = await iteration.next()
        if (!isObject(answer)) await closeQuietly(iteration)
        return answer
      }),
    }),
  },
  {
    name: 'failure-of-source-ends-loop',
    rule: 'iteration.no-close-after-failure',
    flaw: 'A next() that rejects counts as the end of the source.',
    implementation: seamed({
      loop: asksBy(async iteration => {
        try {
          return await iteration.next()
        } catch {
          return { value: undefined, done: true }
        }
      }),
    }),
  },
  {
    name: 'close-answer-unchecked',
    rule: 'iteration.close-result-object',
    flaw: 'A close may answer with something that is no object.',
    implementation: seamed({
      loop: closesBy(async iteration => {
        const answer: unknown = await closing(iteration)
        return isObject(answer) ? (answer as Result) : { value: undefined, done: true }
      }),
    }),
  },
  {
    name: 'close-answer-checked-after-body-error',
    rule: 'iteration.close-result-object',
    flaw: 'A close that answers no object is a TypeError even when the body has failed.',
    implementation: seamed({
      failed: (error, loop) => closeError(error, loop, true),
      loop: closedWhenFailed,
    }),
  },
  {
    name: 'absent-close-refused',
    rule: 'iteration.close-absent',
    flaw: 'Leaving an iterator without return() is a TypeError.',
    implementation: seamed({ loop: closeDemanded(iteration => !iteration.return) }),
  },
  {
    name: 'null-close-refused',
    rule: 'iteration.close-absent',
    flaw: 'An iterator whose return is undefined is left without a complaint, one whose return is null is not.',
    implementation: seamed({ loop: closeDemanded(iteration => iteration.return === null) }),
  },
  {
    name: 'failure-of-source-unhandled',
    rule: 'iteration.trace',
    flaw: 'A second promise of each next() is left behind, and nobody listens to its rejection.',
    implementation: seamed({
      loop: iteration => ({
        ...passOn(iteration),
        next() {
          const answer = iteration.next()
          void Promise.resolve(answer).finally(() => {})
          return answer
        },
      }),
    }),
  },
]

function closeDemanded(refuses: (iteration: Iteration) => boolean) {
  return (iteration: Iteration): Iteration => {
    const passed = passOn(iteration)
    if (refuses(iteration)) {
      passed.return = () => {
        throw new TypeError('the iterator cannot be closed')
      }
    }
    return passed
  }
}
