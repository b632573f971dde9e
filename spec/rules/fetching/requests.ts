import { inFetchAll, inFetching, withBoundedLookahead } from '../applies.ts'
import type { Rule } from '../rule.ts'
import { asyncGeneratorNext, asyncGeneratorStart, forInOfBodyEvaluation } from '../sources/ecma262.ts'
import { fetchMethod } from '../sources/fetch.ts'
import { breaks } from './breaks.ts'
import { troubledAt } from './course.ts'
import { hastens, repeats } from './held.ts'

/** occasion: the first request, where the consumer waits before it begins to loop, or to enter a client. */
export const lazy: Rule = {
  id: 'fetching.lazy',
  level: 'must',
  statement: 'Nothing is requested before the first result is asked for, or the client is entered.',
  intent: 'What is begun before anybody listens is cleaned up by nobody.',
  sources: [asyncGeneratorStart, asyncGeneratorNext],
  applies: inFetching,
  hints: [
    'Check that the first requests are made by the first call of next(), or by enter(), not by the call of fetchAll or client.',
    'Check that the operators in use subscribe when they are iterated, not when they are composed.',
  ],
  broken: breaks(({ requests, rests }) => {
    const idle = rests.filter(({ consumer }) => consumer === 'idle').length
    return requests.some(({ times }) => times.some(step => step < idle))
  }, hastens),
}

/** occasion: the event after a request had to wait for room. */
export const concurrencyBound: Rule = {
  id: 'fetching.concurrency-bound',
  level: 'must',
  statement: 'At no time are there more requests under way than the given concurrency.',
  intent: 'The bound is what keeps a server, and a process, from being overrun.',
  sources: [fetchMethod],
  applies: inFetchAll,
  hints: [
    'Check that the bound counts requests whose body is still being read.',
    'Check what the bound counts where results wait for an earlier one.',
  ],
  broken: breaks(({ rests, program }) => rests.some(({ open }) => open.length > program.concurrency)),
}

/** occasion: a request that is made while another is under way. */
export const concurrencyReached: Rule = {
  id: 'fetching.concurrency-reached',
  level: 'must',
  statement:
    'While a result is waited for, as many URLs as the concurrency allows are under way or wait to be handed over.',
  intent: 'What is said to be concurrent shall be so.',
  sources: [fetchMethod],
  applies: inFetchAll,
  hints: [
    'Look for an await between one request and the next.',
    'Check that a new request is made when one has ended, not when all of a batch have.',
  ],
  broken: breaks(course => {
    const { program, rests } = course
    const trouble = troubledAt(course)
    return rests.some(
      ({ step, consumer, requested, delivered }) =>
        step < trouble &&
        consumer === 'waits' &&
        requested < Math.min(program.requests.length, delivered + program.concurrency),
    )
  }),
}

/** occasion: every request. */
export const eachUrlOnce: Rule = {
  id: 'fetching.each-url-once',
  level: 'must',
  statement: 'Each URL is requested at most once, and once by the end of a loop that has not been left early.',
  intent: 'A request may have effects, and a result that is missing or doubled is wrong.',
  sources: [fetchMethod, forInOfBodyEvaluation],
  applies: inFetching,
  hints: [
    'Check that retries of the client are off.',
    'Look at how a place in the window is given to the next URL: two may take the same one.',
    'Check that the loop ends only when the last request has been handed over.',
  ],
  broken: breaks(({ requests, delivered, left }) => {
    if (requests.some(({ times }) => times.length > 1)) return true
    const names = delivered.map(({ name }) => name)
    if (new Set(names).size < names.length) return true
    return (
      left?.how === 'end' && requests.some(({ request, failed }) => failed === null && !names.includes(request.name))
    )
  }, repeats),
}

/** occasion: a result that is handed over while others are wanted. */
export const order: Rule = {
  id: 'fetching.order',
  level: 'must',
  statement: 'Results come in the declared order, and each as soon as it is there and its turn has come.',
  intent: 'Whoever reads results by their places, or wants the first one soon, relies on it.',
  sources: [fetchMethod, forInOfBodyEvaluation],
  applies: inFetchAll,
  hints: [
    'Check what the adapter declares: input, completion or available.',
    'Check that an early response is kept until its turn has come.',
    'Check that a result is not held back until a batch is complete.',
  ],
  broken: breaks(course => {
    const { traits, requests, delivered, rests } = course
    const placeOf = (name: string): number => requests.findIndex(({ request }) => request.name === name)
    const sentOf = (place: number): number => {
      const { sent = null, failed = null } = requests[place] ?? {}
      return sent === null || failed !== null ? Number.POSITIVE_INFINITY : sent
    }
    const places = delivered.map(({ name }) => placeOf(name))
    if (traits.order === 'input' && places.some((place, i) => place !== i)) return true
    const overtakes = (place: number, i: number): boolean =>
      requests.some((_, other) => sentOf(other) < sentOf(place) && !places.slice(0, i + 1).includes(other))
    if (traits.order === 'completion' && places.some(overtakes)) return true
    const trouble = troubledAt(course)
    return rests.some(({ step, consumer, delivered: count }) => {
      if (consumer !== 'waits' || step >= trouble) return false
      const given = places.slice(0, count)
      const come = requests.flatMap((_, place) => (sentOf(place) <= step && !given.includes(place) ? [place] : []))
      return traits.order === 'input' ? come.includes(count) : come.length > 0
    })
  }),
}

/** occasion: what follows when the consumer waits with a result in hand, and there is more to request. */
export const slowConsumer: Rule = {
  id: 'fetching.slow-consumer',
  level: 'must',
  statement:
    'While the consumer is busy with a result, no more is requested than declared, and no more than the concurrency is ' +
    'under way or waits to be handed over.',
  intent: 'A consumer that is slower than the network must not fill the memory.',
  sources: [fetchMethod, asyncGeneratorNext],
  applies: withBoundedLookahead,
  hints: [
    'Check that a response that has come keeps its place in the window until it is handed over.',
    'Check what the adapter declares: none, window or unbounded.',
  ],
  broken: breaks(({ rests, requests, program, traits }) =>
    rests.some(({ step, consumer, requested, delivered }, i) => {
      if (consumer !== 'busy') return false
      if (requested - delivered > program.concurrency) return true
      const stays = rests[i - 1]?.consumer === 'busy' && rests[i - 1]?.delivered === delivered
      return traits.lookahead === 'none' && stays && requests.some(({ times }) => times.includes(step))
    }),
  ),
}
