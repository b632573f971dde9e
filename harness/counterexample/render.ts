import { parseTrace } from '../../spec/trace/event.ts'
import { laneTable } from './lanes.ts'
import type { Counterexample } from './saved.ts'

/** Draws a counterexample: the program, then what was expected and what was observed, a column for each actor. */
export function renderCounterexample({ source, expected, observed }: Counterexample): string {
  return [source, '', laneTable(parseTrace(expected), parseTrace(observed))].join('\n')
}
