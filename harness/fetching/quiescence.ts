import type { Elaborated } from '../../spec/program/program.ts'
import { elaborate } from '../../spec/program/program.ts'
import type { Trace } from '../../spec/trace/event.ts'
import type { Subject } from '../subjects/subject.ts'
import { plainCases } from './plain-programs.ts'

/** How often the scheduler took its choice when not everything had come to rest. */
export interface Releases {
  readonly decisions: number
  /** Decisions at which other than as many requests as there may be were under way. */
  readonly premature: number
}

const batch = 100

/**
 * Runs the plain pool: whenever the scheduler releases something, it must have min(concurrency, what is left) requests
 * under way; fewer means that the scheduler has not waited long enough. `atMost` is for what has fewer under way than it
 * is asked for.
 */
export async function countReleases(
  subject: Subject,
  decisions: number,
  atMost = Number.POSITIVE_INFINITY,
): Promise<Releases> {
  let counted = 0
  let premature = 0
  for (let seed = 1; counted < decisions; seed++) {
    const cases = plainCases(batch, 5, seed).map(one => ({ ...one, program: elaborate(one.program) }))
    const traces = await subject.observe(cases)
    for (const [i, trace] of traces.entries()) {
      const found = inTrace((cases[i] as { program: Elaborated }).program, trace, atMost)
      counted += found.decisions
      premature += found.premature
    }
  }
  return { decisions: counted, premature }
}

function inTrace(program: Elaborated, trace: Trace, atMost: number): Releases {
  if (program.form !== 'fetching') return { decisions: 0, premature: 0 }
  let [requested, sent, decisions, premature] = [0, 0, 0, 0]
  for (const event of trace) {
    if (event.endsWith(' request')) requested++
    else if (event.endsWith(' sent')) sent++
    else if (event.startsWith('> ')) {
      decisions++
      if (requested - sent !== Math.min(program.concurrency, atMost, program.requests.length - sent)) premature++
    }
  }
  return { decisions, premature }
}
