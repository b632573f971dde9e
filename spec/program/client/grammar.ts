import { choice, list, literal, node } from '../../grammar/expression.ts'
import { urlGrammar } from '../fetching/urls.ts'
import { used } from '../fetching/used.ts'
import type { Weights } from '../grammar.ts'
import type { ProgramGrammar } from '../program.ts'

const mostHeld = 2

/** The grammar of the programs that hold responses and use these features. */
export function clientGrammar(weights: Weights): ProgramGrammar {
  const { when, only } = used(weights)
  const reads = choice(
    ...when('fetch', () => literal('nothing')),
    ...when('hold-reads', () => literal(['all', 1])),
    ...when('hold-piece', () => literal(['piece', 1])),
  )
  const held = node('held', 0, {
    url: urlGrammar(weights),
    idle: literal(false, ...only('fetch-idle', [true, 1] as const)),
    waits: literal(false, ...only('fetch-slow', [true, 1] as const)),
    reads,
    release: literal('works', ...only('hold-release-fails', ['fails', 1] as const)),
    closing: literal('at once', ...only('hold-closing-waits', ['waits', 1] as const)),
  })
  const programs = node('client', 0, {
    held: list(held, 1, mostHeld),
    signal: literal(
      'quiet',
      ...only('fetch-aborted', ['aborted', 1] as const),
      ...only('fetch-aborts', ['aborts', 1] as const),
    ),
    then: literal('goes on', ...only('fetch-throw', ['throw', 1] as const)),
  })
  return { programs, focused: () => programs }
}
