import type { CampaignOptions } from '../cli/engine.ts'
import type { ResolvedImplementation } from '../implementation/resolve.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import { checkWith } from './check.ts'
import { createLocalRunner } from './local-runner.ts'

/** Checks an implementation in this process: for test runners, which have a process of their own for each file. */
export function checkInProcess(
  implementation: ResolvedImplementation,
  options: CampaignOptions,
): AsyncIterable<RuleOutcome> {
  return checkWith(createLocalRunner(implementation), options)
}
