import type { Dialect } from '../dialects/dialect.ts'
import { ecmascript } from '../dialects/ecmascript.ts'
import type { Elaborated } from '../program/program.ts'
import { parseTrace, type Trace } from '../trace/event.ts'
import type { Difference } from './difference.ts'

/**
 * Compares two traces in total order, as sequential programs demand.
 *
 * @returns The difference that a rule is asked about, or undefined when the traces are the same.
 */
export function difference(
  program: Elaborated,
  expected: Trace,
  observed: Trace,
  occasions: readonly number[] = [],
  dialect: Dialect = ecmascript,
): Difference | undefined {
  const at = partingOf(expected, observed)
  if (at === undefined) return undefined
  const wanted = parseTrace(expected)
  const got = parseTrace(observed)
  return {
    program,
    dialect,
    expected: wanted,
    observed: got,
    inOrder: got,
    racy: false,
    at,
    wanted: wanted[at],
    got: got[at],
    occasions,
  }
}

/** Index of the first event that is not the same in both; undefined when there is none. */
function partingOf(expected: Trace, observed: Trace): number | undefined {
  const length = Math.max(expected.length, observed.length)
  for (let at = 0; at < length; at++) {
    if (expected[at] !== observed[at]) return at
  }
  return undefined
}
