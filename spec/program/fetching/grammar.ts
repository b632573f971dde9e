import { choice, list, literal, node, record } from '../../grammar/expression.ts'
import type { Weights } from '../grammar.ts'
import type { ProgramGrammar } from '../program.ts'
import { urlGrammar } from './urls.ts'
import { used } from './used.ts'

const mostUrls = 5
const mostConcurrency = 3
const mostTurns = 4

/** The grammar of the programs that fetch and use these features. */
export function fetchingGrammar(weights: Weights): ProgramGrammar {
  const { when, only } = used(weights)
  const url = urlGrammar(weights)

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
