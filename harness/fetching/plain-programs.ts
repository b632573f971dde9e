import type { UrlScript } from '../../spec/program/fetching/ast.ts'
import type { Case } from '../campaign/cases.ts'
import { randomFrom } from '../campaign/random.ts'

/** Cases of so many URLs, all of which answer, in pieces, and that are read to their end. */
export function plainCases(count: number, urls: number, seed = 1): Case[] {
  const random = randomFrom(seed, 'plain')
  return Array.from({ length: count }, () => ({
    program: {
      kind: 'fetching',
      concurrency: random(1, 3),
      urls: Array.from({ length: urls }, () => script(random)),
      signal: 'quiet',
      consumer: { waits: false, turns: [], then: 'goes on' },
    },
    schedule: Array.from({ length: 3 * urls }, () => random(0, 2)),
  }))
}

function script(random: ReturnType<typeof randomFrom>): UrlScript {
  const more = Array.from({ length: random(0, 2) }, () => ({ kind: 'chunk', later: random(0, 1) === 0 }) as const)
  const redirects = random(0, 4) === 0
  return { kind: 'answers', redirects, status: 200, body: { type: 'text', empty: false, more, end: 'ends' } }
}
