import { ruleById } from '../../spec/rules/catalogue.ts'
import type { Chapter, SubjectKind } from '../../spec/rules/rule.ts'
import { profileOf, rulesOf } from '../campaign/chapter.ts'
import { defaultRuns } from '../campaign/check.ts'
import { createLocalRunner } from '../campaign/local-runner.ts'
import type { Runner } from '../campaign/runner.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { checkImplementation } from '../implementation/check.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { resolveVariants } from '../implementation/resolve.ts'
import { UsageError } from '../messages/usage-error.ts'

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

/** Cases between two looks at whether the mutant is dead. */
const stride = 200

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
  const selection = { chapter, subject, seed, runs: runs ?? runner.runs ?? defaultRuns }
  let best: Kill | null = null
  for (let from = 0; from < selection.runs; from += stride) {
    const to = Math.min(from + stride, selection.runs)
    const { failures } = await runner.runRange(selection, from, to)
    const failure = failures.find(([id]) => id === rule)?.[1]
    const counterexample = failure ? await runner.minimise(selection, rule, failure) : 'unstable'
    if (counterexample === 'unstable') continue
    if (!best || counterexample.statements < best.counterexample.statements) best = { cases: to, counterexample }
    if (best.counterexample.statements <= readable) break
  }
  return best
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
