import { inClient, inFetchAll } from '../applies.ts'
import type { Rule } from '../rule.ts'
import { asyncIteratorClose } from '../sources/ecma262.ts'
import { abortFetchCall, fetchMethod } from '../sources/fetch.ts'
import { wholeTrace } from '../whole-trace.ts'
import { failureAbortsSiblings, failureSurfaces, noUnhandledRejection } from './failing.ts'
import { enterFailureLeaksNothing, exitFailureLeaksNothing, failureReachesExit } from './holding.ts'
import { abortSignal, breakAborts, breakReleases, noRequestAfterExit } from './leaving.ts'
import { badJson, chunkedBody, emptyBody, redirect } from './passing.ts'
import { concurrencyBound, concurrencyReached, eachUrlOnce, lazy, order, slowConsumer } from './requests.ts'

/** Concurrent fetching as an async iterable, and responses as resources. */
export const fetching: readonly Rule[] = [
  lazy,
  concurrencyBound,
  concurrencyReached,
  order,
  eachUrlOnce,
  slowConsumer,
  breakAborts,
  breakReleases,
  noRequestAfterExit,
  failureSurfaces,
  failureAbortsSiblings,
  failureReachesExit,
  enterFailureLeaksNothing,
  exitFailureLeaksNothing,
  abortSignal,
  redirect,
  emptyBody,
  badJson,
  chunkedBody,
  noUnhandledRejection,
  {
    ...wholeTrace('fetching', [], [fetchMethod, abortFetchCall, asyncIteratorClose]),
    applies: (dialect, subject) =>
      inClient(dialect, subject) || (inFetchAll(dialect, subject) && dialect.fetching?.exact !== false),
  },
]
