import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { ElaboratedClient } from '../../spec/program/client/elaborated.ts'
import type { Fetching } from '../../spec/program/fetching/elaborated.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import { runClient } from '../drivers/client.ts'
import { runFetching } from '../drivers/fetching.ts'
import { endCases } from '../fetching/cases.ts'
import type { Tier } from '../fetching/tier.ts'
import { type FirstRequest, firstHeld, firstOfAll, warmUp } from '../fetching/warm-up.ts'
import type { Client, FetchAll, Fetching as Fetches } from '../implementation/implementation.ts'
import type { ClientSubject, FetchingSubject } from '../implementation/subjects.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { describeThrown } from '../messages/describe-value.ts'
import type { World } from '../world/world.ts'
import { observeInProcess, type Prepare } from './in-process.ts'
import type { Subject } from './subject.ts'

// Loaded when they are needed: Response alone takes as long to load as half of the suite.
const stub = async (): Promise<Tier> => (await import('../fetching/stub.ts')).stubTier
const msw = async (): Promise<Tier> => (await import('../fetching/msw.ts')).mswTier
const server = async (): Promise<Tier> => (await import('../fetching/server.ts')).serverTier
const tiers: Readonly<Record<FetchingSubject | ClientSubject, () => Promise<Tier>>> = {
  fetchStub: stub,
  fetchMsw: msw,
  fetchServer: server,
  clientStub: stub,
  clientMsw: msw,
  clientServer: server,
}

/** Makes a subject of what fetches, on one of the tiers. */
export function fetchingSubject(
  kind: FetchingSubject,
  dialect: Dialect,
  fetchAll: FetchAll,
  fetching: Pick<Fetches, 'idle'> = {},
): Subject {
  const start: Start = (program, world, { originOf }) => runFetching(program as Fetching, world, fetchAll, originOf)
  return onTier(kind, dialect, start, firstOfAll(fetchAll), fetching)
}

/** Makes a subject of a client, on one of the tiers. */
export function clientSubject(kind: ClientSubject, dialect: Dialect, client: Client): Subject {
  const start: Start = (program, world, { originOf }) =>
    runClient(program as ElaboratedClient, world, client, dialect, originOf)
  return onTier(kind, dialect, start, firstHeld(client), {})
}

type Start = (program: Elaborated, world: World, tier: Tier) => Promise<void>

function onTier(
  kind: FetchingSubject | ClientSubject,
  dialect: Dialect,
  start: Start,
  first: FirstRequest,
  { idle }: Pick<Fetches, 'idle'>,
): Subject {
  return {
    kind,
    dialect,
    exact: false,
    async observe(cases) {
      const tier = await tiers[kind]()
      await tier.open()
      if (tier.warmsUp) await warmUp(first, tier)
      const prepare: Prepare = async programs =>
        programs.map(program => ({ start: world => start(program, world, tier) }))
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
