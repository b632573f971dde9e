import { type Dialect, python } from '../../harness/index.ts'

/** The answers of a version of CPython, such as `3.11.2`, to the questions on which its versions differ. */
export function dialectOf(version: string): Dialect {
  const [minor = 0, patch = 0] = (/(\d+)\.(\d+)$/.exec(version) ?? []).slice(1).map(Number)
  return {
    ...python,
    managerLookup: minor < 14 ? 'enter first' : 'exit first',
    // https://github.com/python/cpython/pull/110499, which went into 3.11.7 and 3.12.1.
    secondYield: (minor === 11 && patch < 7) || (minor === 12 && patch < 1) ? 'left' : 'closed',
  }
}
