import type { FetchAll } from '../implementation/implementation.ts'
import { pathOf } from './cases.ts'
import type { Tier } from './tier.ts'

/** The case that is answered at once, and that nothing is recorded of. */
export const warmUpId = '0'

/** Captured before anything under test can replace it. */
const nextTurn = setImmediate

/** A client that takes longer than this to get ready never will be. */
const mostTurns = 50_000

const warm = new WeakMap<FetchAll, Set<Tier>>()

/**
 * Lets a client make its first request before any case does: it may load and compile its parser then, in another thread,
 * and while it does nothing moves here.
 */
export async function warmUp(fetchAll: FetchAll, tier: Tier): Promise<void> {
  const tiers = warm.get(fetchAll) ?? new Set()
  warm.set(fetchAll, tiers)
  if (tiers.has(tier)) return
  tiers.add(tier)
  let ready = false
  const end = (): void => {
    ready = true
  }
  void firstRequest(fetchAll, `${tier.originOf(warmUpId)}${pathOf(warmUpId, 'r1')}`).then(end, end)
  for (let turn = 0; turn < mostTurns && !ready; turn++) await new Promise<void>(resolve => nextTurn(resolve))
}

async function firstRequest(fetchAll: FetchAll, url: string): Promise<void> {
  const { signal } = new AbortController()
  for await (const _ of fetchAll([url], { concurrency: 1, signal, fetch: globalThis.fetch })) return
}
