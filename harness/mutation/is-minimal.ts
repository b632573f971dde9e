import type { Case } from '../campaign/cases.ts'
import { createCases } from '../campaign/cases.ts'
import { isTrace, profileOf } from '../campaign/chapter.ts'
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
  const simpler = [...simplerCases(cases, { program, schedule } as Case)]
  const broken = await runner.brokenBy(selection, simpler)
  const failing = simpler.filter((_, i) => {
    const ids = broken[i]
    if (!ids?.includes(rule)) return false
    return isTrace(rule) || ids.filter(id => !isTrace(id)).length <= own.broken.filter(id => !isTrace(id)).length
  })
  return failing
}
