import {
  alternative,
  type Choice,
  choice,
  type Expression,
  list,
  literal,
  node,
  record,
  tuple,
} from '../../grammar/expression.ts'
import type { Weights } from '../grammar.ts'
import { used } from './used.ts'

const mostPieces = 2

/** What a server may do with a request, where these features are used. */
export function urlGrammar(weights: Weights): Choice {
  const { when, only } = used(weights)
  const more = list(node('chunk', 1, { later: literal(false, ...only('fetch-waits', true)) }), 0, mostPieces)
  const empty = record(0, { type: literal('text'), empty: literal(true), more: tuple(), end: literal('ends') })
  const filled = (type: 'text' | 'json', end: 'ends' | 'breaks') =>
    record(0, { type: literal(type), empty: literal(false), more, end: literal(end) })
  const answers = (cost: number, redirects: boolean, status: Expression, of: Expression) =>
    node('answers', cost, { redirects: literal(redirects), status, body: of })
  const text = choice(alternative('always', 3, filled('text', 'ends')), alternative('always', 1, empty))

  return choice(
    ...when('fetch', () => answers(1, false, literal(200), text)),
    ...when('fetch-refused', () => answers(1, false, literal(404, 500), text)),
    ...when('fetch-fails', () => node('fails', 1)),
    ...when('fetch-never', () => node('never', 1)),
    ...when('fetch-redirects', () => answers(2, true, literal(200, ...only('fetch-refused', 404)), text)),
    ...when('fetch-breaks', () => answers(2, false, literal(200), filled('text', 'breaks'))),
    ...when('fetch-json', () => answers(1, false, literal(200), filled('json', 'ends'))),
  )
}
