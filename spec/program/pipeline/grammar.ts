import {
  type Alternative,
  alternative,
  choice,
  type Expression,
  list,
  literal,
  node,
  reference,
} from '../../grammar/expression.ts'
import type { Feature, Weights } from '../grammar.ts'
import type { ProgramGrammar } from '../program.ts'

/** How many values a source has at most, calls that are scripted, and bodies of a loop. */
const longest = 4

/** Operators that came when the programs of the others had their numbers. */
const addedLater: readonly Feature[] = ['chunk', 'buffer']

/** Programs without them keep their numbers; those with them come behind these, size by size. */
function numbered(weights: Weights, programs: Expression): Expression {
  const { programs: before } = pipelineGrammar({ ...weights, ...Object.fromEntries(addedLater.map(name => [name, 0])) })
  return choice(alternative('event', 1, before), alternative('event', 1, programs))
}

/** The grammar of the pipelines that use these features. */
export function pipelineGrammar(weights: Weights): ProgramGrammar {
  const has = (feature: Feature): boolean => (weights[feature] ?? 0) > 0
  const when = (feature: Feature, expression: () => Expression): Alternative[] =>
    has(feature) ? [alternative(feature, weights[feature] ?? 0, expression())] : []
  /** `false`, and where the feature is on, `true` at the cost of 1. */
  const flag = (feature: Feature): Expression =>
    choice(alternative('event', 3, literal(false)), ...when(feature, () => literal([true, 1])))
  const outcomes = (feature: Feature, simple: Expression, failing: Expression): Expression =>
    choice(alternative('event', 5, simple), ...when(feature, () => failing))

  const sourceOf = (cost: number): Expression =>
    node('source', cost, {
      items: list(node('item', 1, { waits: flag('source-waits') }), 0, longest),
      end: node('ends', 0, {
        waits: flag('source-waits'),
        outcome: outcomes('source-fails', literal('done'), literal(['fails', 1])),
      }),
      close: choice(
        alternative('event', 4, literal('answers')),
        ...when('return-absent', () => literal(['absent', 1])),
        ...when('return-waits', () => literal(['waits', 1])),
        ...when('return-fails', () => literal(['rejects', 1])),
      ),
    })
  const source = sourceOf(1)
  const stage: Expression = reference(() => choice(alternative('event', 30, source), ...operators()))
  const waits = choice(alternative('event', 3, literal(false)), ...when('callback-waits', () => literal(true)))
  const call = node('call', 1, {
    waits,
    outcome: outcomes('callback-fails', literal('answers'), literal('fails')),
  })
  const test = node('test', 1, {
    waits,
    outcome: outcomes('callback-fails', literal('drops', 'keeps'), literal('fails')),
  })
  const expansion = node('expansion', 1, {
    // The call has paid for its source.
    gives: outcomes('callback-fails', sourceOf(0), literal(null)),
  })
  const few = literal([1, 0], [2, 1], [3, 2])
  const several = list(stage, 1, 3)
  const operators = (): Alternative[] => [
    ...when('map', () => node('map', 1, { of: stage, calls: list(call, 0, longest) })),
    ...when('filter', () => node('filter', 1, { of: stage, calls: list(test, 0, longest) })),
    ...when('take', () => node('take', 1, { of: stage, count: few })),
    ...when('drop', () => node('drop', 1, { of: stage, count: few })),
    ...when('flat-map', () => node('flatMap', 1, { of: stage, calls: list(expansion, 0, 3) })),
    ...when('concat', () => node('concat', 1, { of: several })),
    ...when('merge', () => node('merge', 1, { of: several })),
    ...when('zip', () => node('zip', 1, { of: several })),
    ...when('parallel-map', () =>
      node('parallelMap', 1, {
        of: stage,
        concurrency: literal([2, 0], [1, 1], [3, 1]),
        calls: list(call, 0, longest),
      }),
    ),
    ...when('chunk', () => node('chunk', 1, { of: stage, count: few })),
    ...when('buffer', () => node('buffer', 1, { of: stage, count: few })),
  ]

  const idles = flag('idle')
  const body = node('body', 1, { waits: flag('body-waits') })
  const loop = (leaves: Expression, least: number): Expression =>
    node('loop', 0, { idles, bodies: list(body, least, 3), leaves })
  const ask = node('ask', 1, {
    method: choice(alternative('event', 3, literal('next')), ...when('ask-return', () => literal('return'))),
    awaited: choice(alternative('event', 2, literal(true)), ...when('in-flight', () => literal(false))),
  })
  const consumer = choice(
    alternative('event', 6, loop(literal('at the end'), 0)),
    ...when('leave', () => loop(literal('break', 'throw', 'return'), 1)),
    ...when('asks', () => node('asks', 0, { idles, asks: list(ask, 1, 5) })),
  )
  const over = (top: Expression): Expression => node('pipeline', 0, { stage: top, consumer })
  const programs = over(choice(...operators()))
  const added = addedLater.filter(has)
  return {
    programs,
    ...(added.length > 0 && { numbered: numbered(weights, programs) }),
    focused: focus => over(choice(...operators().filter(({ name }) => focus.includes(name as Feature)))),
  }
}
