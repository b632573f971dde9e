import type { Dialect } from './dialect.ts'

/** The Python Language Reference, PEP 492 and 525, and contextlib. */
export const python: Dialect = {
  name: 'python',
  exitSees: 'error',
  exitSuppresses: 'truthy',
  exitMayFail: true,
  exitErrorMeetsError: 'replaces',
  errorContext: 'all',
  exitErrorAlone: 'propagates',
  registerWhileClosing: 'honoured',
  closedStack: 'reusable',
  concurrentRequests: 'refused',
  closeSignal: 'exception',
  yieldWhileClosing: 'refused',
  throwAfterEnd: 'answers',
  yieldAwaits: false,
  leavingLoopCloses: false,
  closeErrorMeetsError: 'close',
  managerLookup: 'enter first',
  secondYield: 'closed',
  groupUncancels: 'before waiting',
  uncancelDropsPending: false,
  timeoutInContexts: false,
}

/** What CPython 3.13 does otherwise. */
export const python313: Dialect = {
  ...python,
  name: 'python 3.13',
  groupUncancels: 'after waiting',
  uncancelDropsPending: true,
  timeoutInContexts: true,
}

/** What CPython 3.14 does otherwise. */
export const python314: Dialect = { ...python313, name: 'python 3.14', managerLookup: 'exit first' }
