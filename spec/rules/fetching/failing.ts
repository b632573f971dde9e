import { inFetchAll, inFetching } from '../applies.ts'
import type { Rule } from '../rule.ts'
import { asyncGeneratorNext, asyncIteratorClose } from '../sources/ecma262.ts'
import {
  abortFetchCall,
  fetchMethod,
  networkError,
  okStatus,
  readableStreamError,
  unhandledRejections,
} from '../sources/fetch.ts'
import { breaks } from './breaks.ts'
import { owesEvent } from './held.ts'

/** occasion: the event that shows the error. */
export const failureSurfaces: Rule = {
  id: 'fetching.failure-surfaces',
  level: 'must',
  statement:
    'A request that fails, by the network, by a status of 400 or more, or by a body that breaks off, ends the loop when ' +
    'declared with an error that names its URL; of a client, which refuses no status, it comes as it is.',
  intent: 'A result that is missing must not be taken for one that was never asked for.',
  sources: [networkError, okStatus, readableStreamError],
  applies: inFetching,
  hints: [
    'Check that the status is looked at: a refused request is no failure to fetch.',
    'Check that an error while the body is read is not taken for its end.',
    'Check that the errors of requests that were aborted because of it do not come first.',
  ],
  broken: breaks(({ requests, rests, delivered, left, thrown, aborted, traits, decided }) => {
    const before = (step: number): boolean => aborted === null || step < aborted
    const failed = requests.filter(({ failed }) => failed !== null && before(failed))
    const names = failed.map(({ request }) => request.name)
    // Handed over all the same.
    if (delivered.some(({ name }) => names.includes(name))) return true
    if (failed.length === 0) return false
    const first = Math.min(...failed.map(one => one.failed as number))
    const isDue = (place: number, given: readonly string[]): boolean =>
      traits.failures === 'at once' ||
      traits.order !== 'input' ||
      requests.slice(0, place).every(({ request }) => given.includes(request.name))
    // The body of a refused response may be read before the failure is told.
    const overdue = rests.some(({ step, consumer, delivered: count }) => {
      if (consumer !== 'waits' || (decided !== null && step >= decided) || !before(step)) return false
      const given = delivered.slice(0, count).map(({ name }) => name)
      return requests.some(
        ({ failed: at, over }, place) =>
          at !== null && over !== null && Math.max(at, over) <= step && isDue(place, given),
      )
    })
    if (overdue || left?.how === 'end') return true
    return left?.how === 'failure' && left.step >= first && aborted === null && !names.includes(thrown ?? '')
  }, owesEvent),
}

/** occasion: the next event when a request fails while others are under way. */
export const failureAbortsSiblings: Rule = {
  id: 'fetching.failure-aborts-siblings',
  level: 'must',
  statement: 'When a failure has ended the loop, no request is under way and every body has been read or cancelled.',
  intent: 'What belongs together fails together, and leaves nothing behind.',
  sources: [asyncGeneratorNext, asyncIteratorClose, abortFetchCall],
  applies: inFetchAll,
  hints: [
    'Check that a failure aborts the signal that every request was given.',
    'Check that the body of a refused response is cancelled.',
  ],
  broken: breaks(({ rests, left, aborted }) => {
    if (left?.how !== 'failure' || (aborted !== null && aborted <= left.step)) return false
    return (rests[left.step]?.open.length ?? 0) > 0
  }),
}

/** occasion: the next event when a request fails, or when requests are aborted. */
export const noUnhandledRejection: Rule = {
  id: 'fetching.no-unhandled-rejection',
  level: 'must',
  statement: 'Every failure of a request is listened to, also of those that nobody waits for any more.',
  intent: 'An unhandled rejection ends the process.',
  sources: [unhandledRejections, fetchMethod],
  applies: inFetching,
  hints: [
    'Look for promises of requests that are dropped when the loop is left.',
    'Check that requests which are waited for one after the other are listened to from the start.',
  ],
  broken: breaks(
    ({ unhandled }) => unhandled,
    ({ observed }) => observed.some(({ actor }) => actor === 'unhandled'),
  ),
}
