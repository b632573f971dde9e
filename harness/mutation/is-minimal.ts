import type { Case } from '../campaign/cases.ts'
import { createCases } from '../campaign/cases.ts'
import { profileOf } from '../campaign/chapter.ts'
import { createLocalRunner } from '../campaign/local-runner.ts'
import type { SavedCounterexample } from '../counterexample/saved.ts'
import { checkImplementation } from '../implementation/check.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { resolveVariants } from '../implementation/resolve.ts'
import { simplerCases } from '../minimise/minimise.ts'

/**
 * Applies every one-step simplification to a counterexample.
 *
 * @returns the simplifications that break the same rule, and no further one: none, if the counterexample is minimal
 */
export async function stillFailing(
  implementation: Implementation,
  counterexample: SavedCounterexample,
): Promise<Case[]> {
  const [resolved] = resolveVariants(checkImplementation(implementation, implementation.name), implementation.name)
  const { chapter, subject, rule, program, schedule } = counterexample
  const profile = subject && profileOf(chapter, subject)
  if (!resolved || !profile) throw new RangeError('the counterexample is not of this implementation')
  const runner = createLocalRunner(resolved)
  const selection = { chapter, subject, seed: 0, runs: 0 }
  const cases = createCases(profile, runner.dialect, 0, 0)
  const own = await runner.runOne(selection, { program, schedule } as Case)
  const failing: Case[] = []
  for (const simpler of simplerCases(cases, { program, schedule } as Case)) {
    const { failures } = await runner.runSome(selection, [simpler])
    const found = failures.find(([id]) => id === rule)?.[1]
    if (found && (rule.endsWith('.trace') || found.others.length <= own.broken.length - 2)) failing.push(simpler)
  }
  return failing
}
