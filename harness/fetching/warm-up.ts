import type { Client, FetchAll } from '../implementation/implementation.ts'
import { pathOf } from './cases.ts'
import type { Tier } from './tier.ts'

/** The case that is answered at once, and that nothing is recorded of. */
export const warmUpId = '0'

/** Captured before anything under test can replace it. */
const nextTurn = setImmediate

/** A client that takes longer than this to get ready never will be. */
const mostTurns = 50_000

/** How an implementation makes a request, and what it is known by. */
export interface FirstRequest {
  readonly of: FetchAll | Client
  readonly request: (url: string) => Promise<void>
}

const warm = new WeakMap<FirstRequest['of'], Set<Tier>>()

/**
 * Lets a client make its first request before any case does: it may load and compile its parser then, in another thread,
 * and while it does nothing moves here.
 */
export async function warmUp({ of, request }: FirstRequest, tier: Tier): Promise<void> {
  const tiers = warm.get(of) ?? new Set()
  warm.set(of, tiers)
  if (tiers.has(tier)) return
  tiers.add(tier)
  let ready = false
  const end = (): void => {
    ready = true
  }
  void request(`${tier.originOf(warmUpId)}${pathOf(warmUpId, 'r1')}`).then(end, end)
  for (let turn = 0; turn < mostTurns && !ready; turn++) await new Promise<void>(resolve => nextTurn(resolve))
}

export const firstOfAll = (fetchAll: FetchAll): FirstRequest => ({
  of: fetchAll,
  async request(url) {
    const { signal } = new AbortController()
    for await (const _ of fetchAll([url], { concurrency: 1, signal, fetch: globalThis.fetch })) return
  },
})

export const firstHeld = (client: Client): FirstRequest => ({
  of: client,
  async request(url) {
    const { signal } = new AbortController()
    const session = { enter: async () => globalThis.fetch, exit: async () => {} }
    const manager = client(url, { signal, session })
    await (await manager.enter()).text()
    await manager.exit()
  },
})
