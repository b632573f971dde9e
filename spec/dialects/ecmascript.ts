import type { Dialect } from './dialect.ts'

/** ECMA-262, with explicit resource management. */
export const ecmascript: Dialect = {
  name: 'ecmascript',
  exitSees: 'nothing',
  exitSuppresses: 'never',
  exitMayFail: true,
  exitErrorMeetsError: 'aggregates',
  errorContext: 'none',
  exitErrorAlone: 'propagates',
  registerWhileClosing: 'refused',
  closedStack: 'refused',
  concurrentRequests: 'queued',
  closeSignal: 'return completion',
  yieldWhileClosing: 'answered',
  throwAfterEnd: 'rejects',
  yieldAwaits: true,
  leavingLoopCloses: true,
  closeErrorMeetsError: 'body',
  managerLookup: 'enter first',
  secondYield: 'closed',
  stopThrownBeforeStart: 'passes',
}
