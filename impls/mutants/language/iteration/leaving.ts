import type { Mutant } from '../../mutant.ts'
import { closing, type Iteration, type Loop, passOn } from '../seams/iteration.ts'
import { seamed } from '../seams/seamed.ts'

type Result = PromiseLike<IteratorResult<unknown>>

/** The seam of a loop whose close goes another way when the loop is left so. */
function closesOtherwise(
  when: (loop: Loop) => boolean,
  close: (iteration: Iteration, loop: Loop) => Result,
): (iteration: Iteration, loop: Loop) => Iteration {
  return (iteration, loop) => {
    const passed = passOn(iteration)
    if (passed.return) passed.return = () => (when(loop) ? close(iteration, loop) : closing(iteration))
    return passed
  }
}

const onBreak = (loop: Loop): boolean => loop.left === 'break'
const onReturn = (loop: Loop): boolean => loop.left === 'return'
const onThrow = (loop: Loop): boolean => loop.left === 'throw'
const onOuterContinue = (loop: Loop): boolean => loop.left === 'continue'

const done = async (): Promise<IteratorResult<unknown>> => ({ value: undefined, done: true })

/** return() is not called. */
const leaveOpen = done

/** return() is called and not awaited. */
function closeLater(iteration: Iteration): Result {
  Promise.resolve(closing(iteration)).catch(() => {})
  return done()
}

/** return() is called a second time when the first call has been answered. */
async function closeTwice(iteration: Iteration): Promise<IteratorResult<unknown>> {
  const answer = await closing(iteration)
  await closing(iteration)
  return answer
}

/** The loop around it is closed first. */
async function closeOuterFirst(iteration: Iteration, { outer: [next] }: Loop): Promise<IteratorResult<unknown>> {
  await next?.iteration.return?.()
  return closing(iteration)
}

export const leaving: readonly Mutant[] = [
  {
    name: 'break-leaves-source-open',
    rule: 'iteration.break-closes',
    flaw: 'break does not close the iterator, as in Python.',
    implementation: seamed({ loop: closesOtherwise(onBreak, leaveOpen) }),
  },
  {
    name: 'break-does-not-await-close',
    rule: 'iteration.break-closes',
    flaw: 'break calls return() and goes on at once.',
    implementation: seamed({ loop: closesOtherwise(onBreak, closeLater) }),
  },
  {
    name: 'break-closes-twice',
    rule: 'iteration.break-closes',
    flaw: 'break calls return() twice.',
    implementation: seamed({ loop: closesOtherwise(onBreak, closeTwice) }),
  },
  {
    name: 'return-leaves-source-open',
    rule: 'iteration.return-closes',
    flaw: 'return does not close the iterator.',
    implementation: seamed({ loop: closesOtherwise(onReturn, leaveOpen) }),
  },
  {
    name: 'return-does-not-await-close',
    rule: 'iteration.return-closes',
    flaw: 'return calls return() of the iterator, and the function ends at once.',
    implementation: seamed({ loop: closesOtherwise(onReturn, closeLater) }),
  },
  {
    name: 'closed-generator-leaves-its-source-open',
    rule: 'iteration.return-closes',
    flaw: 'A generator that is closed at a yield inside a loop does not close what it iterates.',
    implementation: seamed({ loop: closesOtherwise(loop => loop.left === null, leaveOpen) }),
  },
  {
    name: 'throw-leaves-source-open',
    rule: 'iteration.throw-closes',
    flaw: 'An error of the body does not close the iterator.',
    implementation: seamed({ loop: closesOtherwise(onThrow, leaveOpen) }),
  },
  {
    name: 'throw-closes-twice',
    rule: 'iteration.throw-closes',
    flaw: 'An error of the body calls return() once in a catch and once in a finally.',
    implementation: seamed({ loop: closesOtherwise(onThrow, closeTwice) }),
  },
  {
    name: 'throw-does-not-await-close',
    rule: 'iteration.throw-closes',
    flaw: 'An error of the body calls return(), and goes on at once.',
    implementation: seamed({ loop: closesOtherwise(onThrow, closeLater) }),
  },
  {
    name: 'outer-continue-leaves-source-open',
    rule: 'iteration.outer-continue-closes',
    flaw: 'continue of an outer loop does not close the iterator of the inner one.',
    implementation: seamed({ loop: closesOtherwise(onOuterContinue, leaveOpen) }),
  },
  {
    name: 'outer-continue-closes-twice',
    rule: 'iteration.outer-continue-closes',
    flaw: 'continue of an outer loop calls return() of the inner iterator twice.',
    implementation: seamed({ loop: closesOtherwise(onOuterContinue, closeTwice) }),
  },
  {
    name: 'outer-loop-closed-first',
    rule: 'iteration.close-inner-first',
    flaw: 'When a jump leaves two loops, the outer iterator is closed before the inner one, and once more after it.',
    implementation: seamed({ loop: closesOtherwise(loop => loop.outer.length > 0, closeOuterFirst) }),
  },
]
