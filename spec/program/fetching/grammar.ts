import {
  type Alternative,
  alternative,
  choice,
  type Expression,
  list,
  literal,
  node,
  record,
  tuple,
} from '../../grammar/expression.ts'
import type { Feature, Weights } from '../grammar.ts'
import type { ProgramGrammar } from '../program.ts'

const mostUrls = 5
const mostConcurrency = 3
const mostPieces = 2
const mostTurns = 4

/** The grammar of the programs that fetch and use these features. */
export function fetchingGrammar(weights: Weights): ProgramGrammar {
  const has = (feature: Feature): boolean => (weights[feature] ?? 0) > 0
  const when = (feature: Feature, expression: () => Expression): Alternative[] =>
    has(feature) ? [alternative(feature, weights[feature] ?? 0, expression())] : []

  function only<Value>(feature: Feature, ...values: readonly Value[]): readonly Value[] {
    return has(feature) ? values : []
  }
  const more = list(node('chunk', 1, { later: literal(false, ...only('fetch-waits', true)) }), 0, mostPieces)
  const empty = record(0, { type: literal('text'), empty: literal(true), more: tuple(), end: literal('ends') })
  const filled = (type: 'text' | 'json', end: 'ends' | 'breaks') =>
    record(0, { type: literal(type), empty: literal(false), more, end: literal(end) })
  const answers = (cost: number, redirects: boolean, status: Expression, of: Expression) =>
    node('answers', cost, { redirects: literal(redirects), status, body: of })
  const text = choice(alternative('always', 3, filled('text', 'ends')), alternative('always', 1, empty))

  const url = choice(
    ...when('fetch', () => answers(1, false, literal(200), text)),
    ...when('fetch-refused', () => answers(1, false, literal(404, 500), text)),
    ...when('fetch-fails', () => node('fails', 1)),
    ...when('fetch-never', () => node('never', 1)),
    ...when('fetch-redirects', () => answers(2, true, literal(200, ...only('fetch-refused', 404)), text)),
    ...when('fetch-breaks', () => answers(2, false, literal(200), filled('text', 'breaks'))),
    ...when('fetch-json', () => answers(1, false, literal(200), filled('json', 'ends'))),
  )

  const turn = node('turn', 1, { slow: literal(false, ...only('fetch-slow', true)) })
  const consumer = (least: number, ...then: readonly string[]) =>
    record(0, {
      waits: literal(false, ...only('fetch-idle', [true, 1] as const)),
      turns: list(turn, least, mostTurns),
      then: literal(...then),
    })
  const consumers = choice(
    ...when('fetch', () => consumer(0, 'goes on')),
    ...when('fetch-break', () => consumer(1, 'break')),
    ...when('fetch-throw', () => consumer(1, 'throw')),
  )

  const concurrency = literal(...Array.from({ length: mostConcurrency }, (_, i) => [i + 1, i] as const))
  const signals = choice(
    ...when('fetch', () => literal('quiet')),
    ...when('fetch-aborted', () => literal(['aborted', 1])),
    ...when('fetch-aborts', () => literal(['aborts', 1])),
  )
  const programs = node('fetching', 0, {
    concurrency,
    urls: list(url, 0, mostUrls),
    signal: signals,
    consumer: consumers,
  })
  return { programs, focused: () => programs }
}
