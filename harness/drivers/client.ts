import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { ElaboratedClient, Held } from '../../spec/program/client/elaborated.ts'
import { pathOf, registerCase } from '../fetching/cases.ts'
import { createPlayback } from '../fetching/playback.ts'
import { createSession } from '../fetching/session.ts'
import type { Client } from '../implementation/implementation.ts'
import { programErrorIn } from '../world/program-error.ts'
import type { World } from '../world/world.ts'
import { abortAsPlanned } from './signal.ts'
import { suppress } from './suppressed-error.ts'

/** One run of a program that holds responses. */
interface Holding {
  readonly program: ElaboratedClient
  readonly world: World
  readonly client: Client
  readonly dialect: Dialect
  readonly signal: AbortSignal
  readonly urlOf: (held: Held) => string
}

/** Holds responses as a program says; `originOf` gives the origin at which the servers of a case are reached. */
export async function runClient(
  program: ElaboratedClient,
  world: World,
  client: Client,
  dialect: Dialect,
  originOf: (id: string) => string,
): Promise<void> {
  const id = registerCase(
    createPlayback(
      program.held.map(({ request }) => request),
      world,
    ),
  )
  const urlOf = ({ request }: Held): string => `${originOf(id)}${pathOf(id, request.name)}`
  const signal = abortAsPlanned(program.signal, world)
  await hold({ program, world, client, dialect, signal, urlOf }, 0)
}

/** Holds the response of this client while the block runs, which holds those of the ones behind it. */
async function hold(holding: Holding, depth: number): Promise<void> {
  const { program, world, client, dialect, signal, urlOf } = holding
  const held = program.held[depth]
  if (!held) {
    if (program.error !== null) throw world.error(program.error)
    return
  }
  const seesErrors = dialect.exitSees === 'error'
  const manager = client(urlOf(held), { signal, session: createSession(held, world, seesErrors) })
  if (held.idle) await world.checkpoint(held.idle)
  const response = await telling(() => manager.enter())
  let failure: { readonly error: unknown } | null = null
  try {
    await use(holding, held, response, depth)
  } catch (error) {
    failure = { error }
  }
  await leave(() => (failure && seesErrors ? manager.exit(failure) : manager.exit()), failure, dialect)
  world.log(held.after)
}

async function use(holding: Holding, held: Held, response: Response, depth: number): Promise<void> {
  const { world } = holding
  world.log(`${held.given} ${response.status}`)
  if (held.waits) await world.checkpoint(held.waits)
  if (held.reads === 'all') world.log(`${held.read} ${JSON.stringify(await telling(() => response.text()))}`)
  if (held.reads === 'piece') world.log(`${held.read} ${await telling(() => readPiece(response))}`)
  await hold(holding, depth + 1)
}

/** How much comes at once is the network's business. */
async function readPiece({ body }: Response): Promise<'piece' | 'end'> {
  const reader = body?.getReader()
  try {
    return !reader || (await reader.read()).done ? 'end' : 'piece'
  } finally {
    reader?.releaseLock()
  }
}

/** Leaves a block as the dialect says. */
async function leave(
  exit: () => Promise<unknown>,
  failure: { readonly error: unknown } | null,
  dialect: Dialect,
): Promise<void> {
  let result: unknown
  try {
    result = await telling(exit)
  } catch (error) {
    if (!failure) {
      if (dialect.exitErrorAlone === 'propagates') throw error
    } else if (dialect.exitErrorMeetsError === 'replaces') throw error
    else if (dialect.exitErrorMeetsError === 'aggregates') throw suppress(error, failure.error)
  }
  if (failure && !(result && dialect.exitSuppresses === 'truthy')) throw failure.error
}

/** What fails fails with the error of the program that it was wrapped around, if there is one. */
async function telling<T>(run: () => PromiseLike<T>): Promise<T> {
  try {
    return await run()
  } catch (thrown) {
    throw programErrorIn(thrown) ?? thrown
  }
}
