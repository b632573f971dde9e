import { inClient, inSeeingClient } from '../applies.ts'
import type { Difference } from '../difference.ts'
import type { Rule } from '../rule.ts'
import { blockEvaluation, disposeResources } from '../sources/ecma262.ts'
import { networkError, readableStreamCancel } from '../sources/fetch.ts'
import { asyncWith, exitMethod } from '../sources/python.ts'
import { breaks } from './breaks.ts'
import { leaked } from './held.ts'

/** The exits of sessions that the rule demands. */
const owed = ({ expected, occasions }: Difference) =>
  occasions.flatMap(index => (expected[index]?.what === 'exit' ? [expected[index]] : []))

/** One of the sessions whose exit the rule demands stays open. */
export const leaksSession = (difference: Difference): boolean => {
  const open = leaked(difference)
  return owed(difference).some(({ actor }) => open.includes(actor))
}

/** occasion: each exit of a session that is told an error. */
export const failureReachesExit: Rule = {
  id: 'fetching.failure-reaches-exit',
  level: 'must',
  statement:
    'An error that leaves the block of a response, that keeps it from being entered, or that its release makes is what ' +
    'the exit of its session is given.',
  intent: 'A pool that is not told of the failure keeps the connection that failed.',
  sources: [asyncWith, exitMethod],
  applies: inSeeingClient,
  hints: [
    'Check that exit(failure) of the client hands failure on to the session.',
    'Check that an error of the request, and one of releasing, is handed on too.',
    'Check that the error is passed as it is: no copy, no message alone.',
  ],
  broken: breaks(
    () => false,
    difference =>
      owed(difference).some(({ actor, value }) => {
        const exit = difference.observed.find(event => event.actor === actor && event.what === 'exit')
        return exit !== undefined && exit.value !== value
      }),
  ),
}

/** occasion: the exit of the session, when the request that was made through it fails. */
export const enterFailureLeaksNothing: Rule = {
  id: 'fetching.enter-failure-leaks-nothing',
  level: 'must',
  statement: 'When the request of a client fails, its session is closed before the failure is told.',
  intent: 'Nobody exits what could not be entered: what had been opened by then leaks.',
  sources: [networkError, asyncWith, blockEvaluation],
  applies: inClient,
  hints: [
    'Look for what enter does after it has opened the session: an error there must close it.',
    'Check that closing it is awaited before the error is thrown.',
  ],
  broken: breaks(() => false, leaksSession),
}

/** occasion: the exit of the session, when releasing the response has failed. */
export const exitFailureLeaksNothing: Rule = {
  id: 'fetching.exit-failure-leaks-nothing',
  level: 'must',
  statement: 'When releasing a response fails, its session is closed all the same.',
  intent: 'A body that cannot be cancelled must not keep the connections of a session open.',
  sources: [readableStreamCancel, disposeResources, asyncWith],
  applies: inClient,
  hints: [
    'Check that the session is closed in a finally, behind the release of the response.',
    'Check that closing it is awaited also then.',
  ],
  broken: breaks(() => false, leaksSession),
}
