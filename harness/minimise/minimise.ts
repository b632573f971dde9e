import type { Sentence } from '../../spec/grammar/expression.ts'
import { simplifications } from '../../spec/grammar/simplify.ts'
import type { Program } from '../../spec/program/ast.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import type { Case, Cases } from '../campaign/cases.ts'
import { type Execution, execute } from '../campaign/chapter.ts'
import type { Subject } from '../subjects/subject.ts'

/** Simpler cases are tried so many at a time; the first that still fails, in their order, is taken. */
const width = 32

/**
 * Simplifies a failing case until no single simplification of its program or its schedule breaks the rule.
 *
 * @returns the execution of the simplest case, or null if the case itself does not break the rule when it is run again
 */
export async function minimise(subject: Subject, rule: Rule, cases: Cases, start: Case): Promise<Execution | null> {
  let [best] = await execute(subject, [rule], [start])
  if (!best || !breaks(best)) return null
  for (;;) {
    const simpler = await firstFailing(subject, rule, simplerCases(cases, best.predicted.case))
    if (!simpler) return best
    best = simpler
  }
}

function breaks({ violation }: Execution): boolean {
  return violation !== null && violation.broken.length > 0
}

async function firstFailing(subject: Subject, rule: Rule, candidates: Iterable<Case>): Promise<Execution | null> {
  let batch: Case[] = []
  const run = async (): Promise<Execution | null> => {
    const executions = await execute(subject, [rule], batch)
    batch = []
    return executions.find(breaks) ?? null
  }
  for (const candidate of candidates) {
    batch.push(candidate)
    if (batch.length < width) continue
    const found = await run()
    if (found) return found
  }
  return batch.length > 0 ? await run() : null
}

/** Every one-step simplification of a case: of its schedule first, then of its program. */
export function* simplerCases(cases: Cases, { program, schedule }: Case): Generator<Case> {
  if (schedule.length > 0) yield { program, schedule: [] }
  for (const [i, choice] of schedule.entries()) {
    yield { program, schedule: schedule.toSpliced(i, 1) }
    if (choice > 0) yield { program, schedule: schedule.with(i, choice - 1) }
  }
  for (const simpler of simplifications(cases.counter, cases.grammar, program as unknown as Sentence)) {
    yield { program: simpler as unknown as Program, schedule }
  }
}
