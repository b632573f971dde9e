import type { Playback } from './playback.ts'

/** Every request says of which case it is: one that comes late, from a case that is over, is recognised. */
const running = new Map<string, Playback>()
let latest = 0

/** Registers a case. @returns what stands in the paths of its URLs */
export function registerCase(playback: Playback): string {
  const id = String(++latest)
  running.set(id, playback)
  return id
}

/** All cases are over. */
export function endCases(): void {
  for (const playback of running.values()) playback.end()
  running.clear()
}

/** A URL that a server is asked for: `http://case17.test/17/r1`, and `…/17/r1/there` behind a redirect. */
export const pathOf = (id: string, name: string): string => `/${id}/${name}`
export const redirected = (path: string): string => `${path}/there`

/** The case and the request of a URL; null if it has not the form of one. */
export function addressOf(
  url: string,
): { readonly id: string; readonly name: string; readonly followed: boolean } | null {
  const [, id, name, there] = /\/(\d+)\/(r\d+)(\/there)?$/.exec(url) ?? []
  return id !== undefined && name !== undefined ? { id, name, followed: there !== undefined } : null
}

/** The servers of the case of a URL; null if it is over, or has never been. */
export const playbackOf = (id: string): Playback | null => running.get(id) ?? null
