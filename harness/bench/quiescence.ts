import { parseArgs } from 'node:util'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { plainPool } from '../fetching/plain-pool.ts'
import { countReleases } from '../fetching/quiescence.ts'
import { fetchingSubject } from '../subjects/fetching.ts'
import { routeTimers } from '../world/clock.ts'

/*
 * npm run quiescence: how often the scheduler goes on before everything has come to rest, on each tier. It never may;
 * exits with 1 if it does.
 */

routeTimers()
const { values } = parseArgs({ options: { decisions: { type: 'string', default: '30000' } } })
for (const kind of ['fetchStub', 'fetchMsw', 'fetchServer'] as const) {
  const subject = fetchingSubject(kind, ecmascript, plainPool)
  const { decisions, premature } = await countReleases(subject, Number(values.decisions))
  console.log(`${kind}: ${premature} of ${decisions} decisions too early`)
  if (premature > 0) process.exitCode = 1
}
// Clients keep connections.
process.exit()
