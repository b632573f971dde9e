import type { Rule } from '../rule.ts'
import { helperReturn, reactiveTerminal } from '../sources/async-iteration.ts'
import { asyncGeneratorEnqueue, asyncGeneratorNext, asyncGeneratorReturn } from '../sources/ecma262.ts'
import { inOperators } from './applies.ts'
import { isWork } from './asking.ts'
import { expectedRun, isAnswered, lacksMethod, observedRun } from './observed.ts'

/** occasion: the answer to each request that is made when another one has been answered with the end or an error. */
export const finishedStaysFinished: Rule = {
  id: 'operators.finished-stays-finished',
  level: 'must',
  statement: 'When it has ended, failed or been closed, every further request is answered with done.',
  intent: 'Nobody who asks once more is given stale values, or left waiting.',
  sources: [asyncGeneratorNext, reactiveTerminal],
  applies: inOperators,
  hints: [
    'Check that the operator remembers that it has ended, failed or been closed.',
    'Check that it does not ask its source again.',
  ],
  broken: d => {
    const { requests } = observedRun(d)
    return requests.some(
      one =>
        isAnswered(one) &&
        !one.answer.startsWith('done') &&
        requests.some(before => before.answered < one.at && ends(before.answer)),
    )
  },
}

const ends = (answer: string): boolean => answer.startsWith('done') || answer.startsWith('throws ')

/** occasion: the answer to return() before any other request. */
export const closeBeforeStart: Rule = {
  id: 'operators.close-before-start',
  level: 'must',
  statement: 'Closed before the first request it asks nothing of any source, calls no callback, and is finished.',
  intent: 'A pipeline that is given up unused does not begin to work.',
  sources: [helperReturn, asyncGeneratorReturn],
  applies: inOperators,
  hints: ['Check what return() does before next() has been called.', 'Check that next() after it answers done.'],
  broken: d => {
    const { requests, events } = observedRun(d)
    const [first] = requests
    if (first?.method !== 'return' || lacksMethod(first)) return false
    return events.some(isWork) || (isAnswered(first) && !ends(first.answer))
  },
}

/** occasion: each answer. */
export const concurrentNextSettle: Rule = {
  id: 'operators.concurrent-next-settle',
  level: 'must',
  statement: 'Every request is answered, also of several in flight, and also when it is closed meanwhile.',
  intent: 'Nobody waits for ever.',
  sources: [asyncGeneratorEnqueue, asyncGeneratorNext],
  applies: inOperators,
  hints: [
    'Check that requests are queued, and not that the last one takes the place of those before.',
    'Check that the requests that are left are answered when it ends, fails or is closed.',
  ],
  broken: d => observedRun(d).hangs && !expectedRun(d).hangs,
}
