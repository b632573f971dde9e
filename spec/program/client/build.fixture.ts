import type { Answers } from '../fetching/ast.ts'
import type { Held } from './ast.ts'

/** A page of one piece. */
export const page: Answers = {
  kind: 'answers',
  redirects: false,
  status: 200,
  body: { type: 'text', empty: false, more: [], end: 'ends' },
}

/** Its first piece at one checkpoint, its end at another. */
export const slow: Answers = { ...page, body: { ...page.body, more: [{ kind: 'chunk', later: true }] } }

/** The response of a page that is held, and nothing done with it. */
export const plain: Held = {
  kind: 'held',
  url: page,
  idle: false,
  waits: false,
  reads: 'nothing',
  release: 'works',
  closing: 'at once',
}
