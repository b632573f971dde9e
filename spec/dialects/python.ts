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
}
