import { alternative, choice, type Expression, list, literal, node, record, reference, tuple } from './expression.ts'

/**
 * Small, with one of each: expressions such as `-(1 + 0)`, sums of pairs, and lists of them. A minus costs 1, a pair 1,
 * the number 1 costs 1 more than 0.
 */
export const tiny: Expression = list(
  reference(() => term),
  0,
  3,
)

export const term: Expression = choice(
  alternative('number', 3, node('number', 1, { value: literal(0, [1, 1]) })),
  alternative('minus', 1, node('minus', 1, { of: reference(() => term) })),
  alternative(
    'pair',
    1,
    record(1, {
      pair: tuple(
        reference(() => term),
        literal('left', 'right'),
      ),
    }),
  ),
)
