import type { Fetching } from '../../spec/program/fetching/elaborated.ts'
import { addressOf, pathOf, registerCase } from '../fetching/cases.ts'
import { createPlayback } from '../fetching/playback.ts'
import type { FetchAll } from '../implementation/implementation.ts'
import { ProgramError } from '../world/program-error.ts'
import type { World } from '../world/world.ts'
import { abortAsPlanned } from './signal.ts'

/** Runs the consumer of a program that fetches; `originOf` gives the origin at which the servers of a case are reached. */
export async function runFetching(
  program: Fetching,
  world: World,
  fetchAll: FetchAll,
  originOf: (id: string) => string,
): Promise<void> {
  const { consumer, signal, concurrency, requests } = program
  const id = registerCase(createPlayback(requests, world))
  const urls = requests.map(({ name }) => `${originOf(id)}${pathOf(id, name)}`)
  const aborting = abortAsPlanned(signal, world)
  try {
    const results = fetchAll(urls, { concurrency, signal: aborting, fetch: globalThis.fetch })
    if (consumer.waits) await world.checkpoint(consumer.waits)
    let count = 0
    for await (const { url, text } of results) {
      world.log(`${consumer.text} ${nameOf(url, id)} ${JSON.stringify(text)}`)
      count++
      const waits = consumer.turns[count - 1]
      if (waits) await world.checkpoint(waits)
      if (count !== consumer.turns.length) continue
      const { then } = consumer
      if (then.kind === 'break') break
      if (then.kind === 'throw') throw world.error(then.error)
    }
  } catch (thrown) {
    // What the program has made goes on as it is, by its identity; of what a client makes, the URL is what matters.
    if (ProgramError.siteOf(thrown) !== null) throw thrown
    throw world.error(namedBy(thrown, id))
  }
  world.log(consumer.after)
}

/** `r1` for the first URL, `r1/there` for the one that it redirects to; anything else as it came. */
function nameOf(url: unknown, id: string): string {
  const address = typeof url === 'string' ? addressOf(url) : null
  if (!address || address.id !== id) return JSON.stringify(url ?? null)
  return address.followed ? `${address.name}/there` : address.name
}

/** Errors that are wrapped deeper than this say nothing any more. */
const deepest = 5

/** The URL that an error names, by itself or by its causes; otherwise what it is called. */
function namedBy(thrown: unknown, id: string): string {
  let error = thrown
  for (let depth = 0; depth < deepest && typeof error === 'object' && error !== null; depth++) {
    const { message, url, cause } = error as { message?: unknown; url?: unknown; cause?: unknown }
    const text = `${typeof url === 'string' ? url : ''} ${typeof message === 'string' ? message : ''}`
    const name = new RegExp(`/${id}/(r\\d+)\\b`).exec(text)?.[1]
    if (name) return name
    error = cause
  }
  return thrown instanceof Error ? thrown.name : typeof thrown
}
