import type { Dialect } from './dialect.ts'

/**
 * The Python Language Reference, PEP 492 and 525, and contextlib; where they leave it open, or say otherwise, CPython
 * 3.11.7, in which the sources of the answers are pinned.
 *
 * @see https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement
 * @see https://docs.python.org/3/reference/expressions.html#asynchronous-generator-functions
 * @see https://github.com/python/cpython/blob/v3.11.7/Objects/genobject.c
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/contextlib.py
 */
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
  stopThrownBeforeStart: 'wrapped',
}

/**
 * What a version of CPython answers: the differences from 3.11.7 were found by running programs on each.
 *
 * @param version such as `3.11.2` or `3.14`
 */
export function pythonOf(version: string): Dialect {
  const [major = 3, minor = 11, patch = 99] = version.split('.').map(Number)
  const since = (leastMinor: number, leastPatch = 0): boolean =>
    major > 3 || minor > leastMinor || (minor === leastMinor && patch >= leastPatch)
  return {
    ...python,
    // https://github.com/python/cpython/blob/v3.14.0/Python/codegen.c, codegen_async_with_inner
    managerLookup: since(14) ? 'exit first' : 'enter first',
    // https://github.com/python/cpython/issues/110378, in both branches of the time
    secondYield: since(12, 1) || (minor === 11 && since(11, 7)) ? 'closed' : 'left',
    // The body converts it itself, in a handler that is entered with it: stopiteration_error in Python/intrinsics.c.
    stopThrownBeforeStart: since(12) ? 'passes' : 'wrapped',
  }
}
