import { ruleById } from '../../spec/rules/catalogue.ts'
import type { Chapter, SubjectKind } from '../../spec/rules/rule.ts'
import { defaultRuns, runsOf } from '../campaign/budget.ts'
import { type Failure, profileOf, rulesOf } from '../campaign/chapter.ts'
import { createLocalRunner } from '../campaign/local-runner.ts'
import type { Minimised, Runner, Selection } from '../campaign/runner.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { checkImplementation } from '../implementation/check.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { resolveVariants } from '../implementation/resolve.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { UsageError } from '../messages/usage-error.ts'
import { routeTimers } from '../world/clock.ts'

// Mutants run in this process.
routeTimers()

export interface KillOptions {
  readonly seed: number
  /** Cases a chapter; the default is that of `aexit check`. */
  readonly runs?: number
}

/** How a mutant died. */
export interface Kill {
  /** Cases that it took. */
  readonly cases: number
  readonly counterexample: SavedCounterexample
}

/** With a counterexample of more statements than this, another case is looked for that has a smaller one. */
const readable = 6

/** Cases until the first look at whether the mutant is dead; the next ones come after as many as before, at most the second. */
const [firstLook, farthest] = [25, 200]

/**
 * Runs a wrong implementation until the rule that must notice is broken, and simplifies the case.
 *
 * @returns null if the rule is not broken within the budget: the mutant lives
 */
export async function kill(mutant: Implementation, rule: string, { seed, runs }: KillOptions): Promise<Kill | null> {
  const [resolved] = resolveVariants(checkImplementation(mutant, mutant.name), mutant.name)
  if (!resolved) throw new RangeError('unreachable: an implementation resolves to itself')
  const runner = createLocalRunner(resolved)
  const chapter = rule.slice(0, rule.indexOf('.')) as Chapter
  const subject = runner.subjects.find(kind => speaksOf(runner, chapter, kind, rule))
  if (!subject) throw noSubject(mutant, rule)
  const selection = { chapter, subject, seed, runs: runsOf(subject, runs ?? runner.runs ?? defaultRuns) }
  let best: Kill | null = null
  for (let from = 0, to = firstLook; from < selection.runs; from = to, to += Math.min(from, farthest)) {
    to = Math.min(to, selection.runs)
    const failure = await failureIn(runner, selection, rule, from, to)
    const counterexample = failure ? await simplified(runner, selection, rule, failure) : 'unstable'
    if (typeof counterexample === 'string') continue
    if (!best || counterexample.statements < best.counterexample.statements) best = { cases: to, counterexample }
    if (best.counterexample.statements <= readable) break
  }
  return best
}

/** The case that says most of a rule. Cases that the mutant does not come out of say nothing of it, and are left out. */
async function failureIn(
  runner: Runner,
  selection: Selection,
  rule: string,
  from: number,
  to: number,
): Promise<Failure | null> {
  try {
    const { failures } = await runner.runRange(selection, from, to)
    return failures.find(([id]) => id === rule)?.[1] ?? null
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
  }
  if (to - from === 1) return null
  const middle = (from + to) >> 1
  return (
    (await failureIn(runner, selection, rule, from, middle)) ?? (await failureIn(runner, selection, rule, middle, to))
  )
}

/** The failing case as a counterexample, `unstable` where one on the way to it is never come out of. */
async function simplified(runner: Runner, selection: Selection, rule: string, failure: Failure): Promise<Minimised> {
  try {
    return await runner.minimise(selection, rule, failure)
  } catch (thrown) {
    if (thrown instanceof ImplementationCrash) return 'unstable'
    throw thrown
  }
}

function speaksOf(runner: Runner, chapter: Chapter, subject: SubjectKind, rule: string): boolean {
  return profileOf(chapter, subject) !== null && rulesOf(chapter, runner.dialect, subject).some(({ id }) => id === rule)
}

function noSubject(mutant: Implementation, rule: string): UsageError {
  return new UsageError({
    what: `${rule} says nothing about ${mutant.name}`,
    expected: ruleById(rule) ? 'an implementation with a subject that the rule applies to' : 'the id of a rule',
    got: rule,
    where: mutant.name,
    fix: 'name the rule that the mutant breaks: see aexit rules',
  })
}
