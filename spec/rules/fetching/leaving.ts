import { inFetchAll, inFetching } from '../applies.ts'
import type { Rule } from '../rule.ts'
import { asyncGeneratorReturn, asyncIteratorClose } from '../sources/ecma262.ts'
import {
  abortFetchCall,
  abortingApis,
  abortReason,
  garbageCollection,
  readableStreamCancel,
  signalAbort,
} from '../sources/fetch.ts'
import { breaks } from './breaks.ts'
import type { Course, Seen } from './course.ts'
import { leavesOpen, owesEvent } from './held.ts'
import { leaksSession } from './holding.ts'

/** What is still open when the consumer has left by itself; everything that ever was, if it could not leave at all. */
function openBehindBreak({ rests, left, decided, hangs }: Course, isAnswered: boolean): readonly Seen[] {
  if (decided === null || left?.how === 'failure' || left?.how === 'end') return []
  const rest = left ? rests[left.step] : hangs ? rests.at(-1) : undefined
  const isOne = ({ answered }: Seen): boolean => (answered !== null && answered <= (rest?.step ?? 0)) === isAnswered
  return rest?.open.filter(isOne) ?? []
}

/** occasion: the next event when the consumer leaves, and requests have not been answered. */
export const breakAborts: Rule = {
  id: 'fetching.break-aborts',
  level: 'must',
  statement: 'When the loop has been left by break or by an error, no request that was not answered is under way.',
  intent: 'Requests that nobody waits for keep connections, and servers, busy.',
  sources: [asyncIteratorClose, abortFetchCall],
  applies: inFetchAll,
  hints: [
    'Check that return() of the iterator aborts a signal that every request was given.',
    'Check that it is waited for until all requests have ended.',
  ],
  broken: breaks(course => openBehindBreak(course, false).length > 0),
}

/** occasion: the next event when the consumer leaves, and bodies have not come to their end; each exit of a session. */
export const breakReleases: Rule = {
  id: 'fetching.break-releases',
  level: 'must',
  statement:
    'When the loop has been left by break or by an error, or a block that holds a response in any way, every body has ' +
    'been read to its end or cancelled, and the session of the response is closed.',
  intent: 'A body that is neither read nor cancelled holds its connection until it is collected, if ever.',
  sources: [asyncIteratorClose, readableStreamCancel, garbageCollection],
  applies: inFetching,
  hints: [
    'Check that the signal is in force while the body is read, not only until the headers come.',
    'Check that a body that is not read is cancelled, and one that has been read is not: it is locked, and refuses.',
  ],
  broken: breaks(
    course => openBehindBreak(course, true).length > 0,
    difference => leavesOpen(difference) || leaksSession(difference),
  ),
}

/** occasion: the next event when the loop ends, in whatever way, before all URLs have been requested. */
export const noRequestAfterExit: Rule = {
  id: 'fetching.no-request-after-exit',
  level: 'must',
  statement: 'Nothing is requested any more when the loop has been left, or has failed.',
  intent: 'Work that is begun for nobody is cleaned up by nobody.',
  sources: [asyncIteratorClose, asyncGeneratorReturn],
  applies: inFetchAll,
  hints: [
    'Look at what runs when a request ends: it may begin the next one.',
    'Check that the end of the loop is known to whatever fills the window.',
  ],
  broken: breaks(({ requests, left, decided }) => {
    const over = Math.min(left?.step ?? Number.POSITIVE_INFINITY, decided ?? Number.POSITIVE_INFINITY)
    return requests.some(({ times }) => times.some(step => step > over))
  }),
}

/** occasion: the next event when the signal of the caller is aborted and something has not come yet. */
export const abortSignal: Rule = {
  id: 'fetching.abort-signal',
  level: 'must',
  statement:
    "When the caller's signal is aborted before everything has come, all requests are aborted, none is begun, and the " +
    'loop, or the use of a response, ends with the very reason of the signal.',
  intent: 'A caller that gives up must be able to stop everything, and to tell its own doing from a failure.',
  sources: [signalAbort, abortReason, abortingApis],
  applies: inFetching,
  hints: [
    'Check that the signal is handed to every request, and is looked at before each.',
    'Check that signal.reason is what is thrown: not a copy, not a new AbortError.',
  ],
  broken: breaks(course => {
    const { requests, rests, left, aborted, decided, program, thrown, hangs } = course
    if (aborted === null || (left && left.step < aborted) || (decided !== null && decided <= aborted)) return false
    // An earlier failure is told first, and what has come by then need not be given up.
    if (requests.some(({ failed }) => failed !== null && failed <= aborted)) return false
    if (requests.every(({ sent }) => sent !== null && sent <= aborted)) return false
    const open = rests[Math.max(aborted, 0)]?.open ?? []
    if (open.length > 0 || requests.some(({ times }) => times.some(step => step > aborted))) return true
    if (decided !== null && left?.how !== 'failure') return false
    if (hangs || rests.some(({ step, consumer }) => step >= aborted && consumer === 'waits')) return true
    const reason = program.signal.kind === 'quiet' ? null : program.signal.error
    return thrown === null ? left !== null : thrown !== reason
  }, owesEvent),
}
