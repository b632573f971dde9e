import type { Sentence } from '../../spec/grammar/expression.ts'
import { simplifications, withoutOne } from '../../spec/grammar/simplify.ts'
import { type Program, sizeForReader } from '../../spec/program/program.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import type { Schedule } from '../../spec/schedule/schedule.ts'
import type { Case, Cases } from '../campaign/cases.ts'
import { type Execution, execute, executeRunnable, type Failure, isTrace } from '../campaign/chapter.ts'
import type { Explains } from '../expectations/known.ts'
import type { Subject } from '../subjects/subject.ts'

/** Simpler cases are tried so many at a time; the first that still fails, in their order, is taken. */
const width = 32

/**
 * A counterexample that is larger than this is simplified further: two elements at once are left out of it, such as a
 * yield and the request that it answers, and it may then break other rules as well.
 */
const readable = 5

/**
 * Simplifies a failing case until no single simplification of its program or its schedule breaks the rule. What breaks
 * more rules at once than the case did is not taken, as it would say less about this one, unless the result would be too
 * large to read. What is known to fail is never taken.
 *
 * @returns the execution of the simplest case; null if the case itself does not break the rule when it is run again
 */
export async function minimise(
  subject: Subject,
  rules: readonly Rule[],
  rule: Rule,
  cases: Cases,
  { case: start, others }: Failure,
  explains: Explains,
): Promise<Execution | null> {
  const [execution] = await execute(subject, rules, [start])
  const breaks = (one: Execution): boolean => besides(one, rule) !== null && !isExplained(one, explains)
  if (!execution || besides(execution, rule) === null) return null
  const clear = (one: Execution): boolean => {
    const beside = besides(one, rule)
    return beside !== null && (isTrace(rule.id) || beside <= others.length) && !isExplained(one, explains)
  }
  let best = await simplest(subject, rules, cases, execution, clear)
  if (!isReadable(best)) best = await simplest(subject, rules, cases, best, breaks)
  return best
}

/** Whether a simplification of a failing case breaks the rule too, and is known: then the case is a larger form of it. */
export async function isNextToKnown(
  subject: Subject,
  rules: readonly Rule[],
  rule: Rule,
  cases: Pick<Cases, 'counter' | 'grammar'>,
  { predicted }: Execution,
  explains: Explains,
): Promise<boolean> {
  const isKnown = (one: Execution): boolean => besides(one, rule) !== null && isExplained(one, explains)
  return (await first(subject, rules, isKnown, simplerCases(cases, predicted.case))) !== null
}

function isExplained({ predicted, violation }: Execution, explains: Explains): boolean {
  return (
    violation !== null && explains({ program: predicted.case.program, broken: violation.broken.map(({ id }) => id) })
  )
}

function isReadable({ predicted }: Execution): boolean {
  return sizeForReader(predicted.case.program) <= readable
}

/** How many other rules an execution breaks, but for the one about the whole trace; null if not this rule. */
function besides({ violation }: Execution, rule: Rule): number | null {
  const broken = violation?.broken.map(({ id }) => id) ?? []
  return broken.includes(rule.id) ? broken.filter(id => id !== rule.id && !isTrace(id)).length : null
}

/** Goes on as long as a simplification is as wanted. */
async function simplest(
  subject: Subject,
  rules: readonly Rule[],
  cases: Cases,
  start: Execution,
  wanted: (execution: Execution) => boolean,
): Promise<Execution> {
  let best = start
  for (;;) {
    const { case: one } = best.predicted
    const simpler =
      (await first(subject, rules, wanted, simplerCases(cases, one))) ??
      (isReadable(best) ? null : await first(subject, rules, wanted, withoutTwo(cases, one)))
    if (!simpler) return best
    best = simpler
  }
}

/**
 * The first of the cases whose execution is as wanted; they are run some at a time. Some may meet a defect of the engine
 * that the case itself did not: they are left out.
 */
async function first(
  subject: Subject,
  rules: readonly Rule[],
  wanted: (execution: Execution) => boolean,
  candidates: Iterable<Case>,
): Promise<Execution | null> {
  let batch: Case[] = []
  const run = async (): Promise<Execution | null> => {
    const executions = await executeRunnable(subject, rules, batch)
    batch = []
    return executions.find(wanted) ?? null
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
export function* simplerCases(cases: Pick<Cases, 'counter' | 'grammar'>, { program, schedule }: Case): Generator<Case> {
  for (const simpler of simplerSchedules(schedule)) yield { program, schedule: simpler }
  for (const simpler of simplifications(cases.counter, cases.grammar, program as unknown as Sentence)) {
    yield { program: simpler as unknown as Program, schedule }
  }
}

/** The case without any two elements of the lists in its program. */
function* withoutTwo({ grammar }: Pick<Cases, 'grammar'>, { program, schedule }: Case): Generator<Case> {
  const seen = new Set<string>()
  for (const less of withoutOne(grammar, program as unknown as Sentence)) {
    for (const least of withoutOne(grammar, less)) {
      const key = JSON.stringify(least)
      if (seen.has(key)) continue
      seen.add(key)
      yield { program: least as unknown as Program, schedule }
    }
  }
}

/** None, then one choice less, or an earlier one; each once. */
function simplerSchedules(schedule: Schedule): Iterable<Schedule> {
  const found = new Map<string, Schedule>()
  const add = (simpler: Schedule): unknown => found.has(simpler.join()) || found.set(simpler.join(), simpler)
  if (schedule.length > 0) add([])
  for (const [i, choice] of schedule.entries()) {
    add(schedule.toSpliced(i, 1))
    if (choice > 0) add(schedule.with(i, choice - 1))
  }
  return found.values()
}
