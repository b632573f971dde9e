import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Fetching } from '../../spec/program/fetching/elaborated.ts'
import { runFetching } from '../drivers/fetching.ts'
import { endCases } from '../fetching/cases.ts'
import type { Tier } from '../fetching/tier.ts'
import { warmUp } from '../fetching/warm-up.ts'
import type { FetchAll, Fetching as Fetches } from '../implementation/implementation.ts'
import type { FetchingSubject } from '../implementation/subjects.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { describeThrown } from '../messages/describe-value.ts'
import { observeInProcess, type Prepare } from './in-process.ts'
import type { Subject } from './subject.ts'

// Loaded when they are needed: Response alone takes as long to load as half of the suite.
const tiers: Readonly<Record<FetchingSubject, () => Promise<Tier>>> = {
  fetchStub: async () => (await import('../fetching/stub.ts')).stubTier,
  fetchMsw: async () => (await import('../fetching/msw.ts')).mswTier,
  fetchServer: async () => (await import('../fetching/server.ts')).serverTier,
}

/** Makes a subject of what fetches, on one of the tiers. */
export function fetchingSubject(
  kind: FetchingSubject,
  dialect: Dialect,
  fetchAll: FetchAll,
  { idle }: Pick<Fetches, 'idle'> = {},
): Subject {
  return {
    kind,
    dialect,
    exact: false,
    async observe(cases) {
      const tier = await tiers[kind]()
      await tier.open()
      if (tier.warmsUp) await warmUp(fetchAll, tier)
      const prepare: Prepare = async programs =>
        programs.map(program => ({ start: world => runFetching(program as Fetching, world, fetchAll, tier.originOf) }))
      const elsewhere = comesToRest(tier, idle)
      const traces = []
      try {
        for (let from = 0; from < cases.length; from += tier.width) {
          const some = cases.slice(from, from + tier.width)
          const options = { contextOf: null, turns: tier.turns, clear: endCases, elsewhere }
          traces.push(...(await observeInProcess(prepare, some, options)))
          const fault = tier.fault()
          if (fault) throw new Error(`The suite's own server has failed on the tier ${kind}.`, { cause: fault })
        }
      } finally {
        tier.close()
      }
      return traces
    },
  }
}

/** Waits for what is on its way, and for the process of an implementation; null where there is neither. */
function comesToRest({ passedOn }: Tier, idle: Fetches['idle']): (() => Promise<void>) | null {
  if (!passedOn && !idle) return null
  return async () => {
    await passedOn?.()
    if (idle) await resting(idle)
  }
}

/** Waits for the process of an implementation. @throws ImplementationCrash where that cannot go on */
async function resting(idle: NonNullable<Fetches['idle']>): Promise<void> {
  try {
    await idle()
  } catch (thrown) {
    throw new ImplementationCrash(`does not come to rest: ${describeThrown(thrown)}`)
  }
}
