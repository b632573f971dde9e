import { checkInProcess } from '../campaign/in-process.ts'
import { check } from '../campaign/run.ts'
import type { CampaignOptions, CheckOptions } from '../cli/engine.ts'
import { resolveImplementation } from '../implementation/resolve.ts'
import { UsageError } from '../messages/usage-error.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import type { Verdict } from '../results/verdict.ts'
import { defaultLimits, type Limits } from './limits.ts'
import { heartbeat } from './protocol.ts'

/** What came of checking an adapter of fixtures/bad-adapters. */
export interface Checked {
  /** The rule about the whole trace: where crashes are told. */
  readonly verdict: Verdict | undefined
  readonly message: string | undefined
  readonly outcomes: readonly RuleOutcome[]
  /** The message of the UsageError that ended it. */
  readonly refusal: string | null
}

/** Cases a chapter: the first ones are all of the smallest programs, and two resources come soon after. */
export const runs = 60

/** Nothing but the clock can tell that an event loop is blocked: this is its limit where one is. */
export const silent = heartbeat + 100

/** Checks `file.mjs#variant` in a process of its own, as the command line does. */
export function checkBad(
  adapter: string,
  options: Partial<CampaignOptions> = {},
  limits: Partial<Limits> = {},
): Promise<Checked> {
  return checked(adapter, options, chosen => check(chosen, { ...defaultLimits, ...limits }))
}

/** Checks one that does its process no harm in this one, which takes a tenth of the time. */
export function checkHarmless(adapter: string, options: Partial<CampaignOptions> = {}): Promise<Checked> {
  return checked(adapter, options, async function* (chosen) {
    const { implementation } = await resolveImplementation(chosen.implementation, process.cwd())
    yield* checkInProcess(implementation, chosen)
  })
}

async function checked(
  adapter: string,
  options: Partial<CampaignOptions>,
  start: (options: CheckOptions) => AsyncIterable<RuleOutcome>,
): Promise<Checked> {
  const outcomes: RuleOutcome[] = []
  let refusal: string | null = null
  const chosen: CheckOptions = { implementation: `./fixtures/bad-adapters/${adapter}`, seed: 1, runs, ...options }
  try {
    for await (const outcome of start(chosen)) outcomes.push(outcome)
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown
    refusal = thrown.message
  }
  const trace = outcomes.find(({ rule, subject }) => subject !== null && rule.endsWith('.trace'))
  return { verdict: trace?.verdict, message: trace?.message, outcomes, refusal }
}
