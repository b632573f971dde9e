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
  return at === undefined ? undefined : partedAt(at, program, expected, observed, occasions, dialect)
}

/** Two traces that agree, to ask rules about that the model does not know how to keep: see `isAssumed`. */
export function agreement(program: Elaborated, trace: Trace, dialect: Dialect): Difference {
  return partedAt(trace.length, program, trace, trace, [], dialect)
}

function partedAt(
  at: number,
  program: Elaborated,
  expected: Trace,
  observed: Trace,
  occasions: readonly number[],
  dialect: Dialect,
): Difference {
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
