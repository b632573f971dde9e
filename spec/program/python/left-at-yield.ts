import { alternative, choice, type Expression, list, literal, node, tuple } from '../../grammar/expression.ts'

/** Of the grammar of Python: what the loops below are made of. */
export interface Parts {
  /** A block of a generator. */
  readonly block: Expression
  readonly aclosing: Expression
  /** Steps and close of a scripted iterator. */
  readonly steps: Expression
  readonly close: Expression
}

/**
 * Loops that are left by a break while what they iterate stands at a yield within a try, or within a loop of its own:
 * somebody has to clean up then. It takes too many things at once to come about often by drawing each of them.
 */
export function leftAtYield({ block, aclosing, steps, close }: Parts): Expression {
  const loop = (source: Expression, body: Expression): Expression =>
    node('async-for', 1, { source, aclosing, body: tuple(body), otherwise: literal(null) })
  const over = (body: Expression): Expression => node('generator', 0, { body: tuple(body) })
  const yielding = node('yield', 1, { value: literal('plain'), records: literal(false) })
  const tried = node('try', 1, { block: tuple(yielding), handler: literal(null), finalizer: block })
  const iterator = node('iterator', 0, { steps: list(steps, 1, 2), close })
  const nested = loop(either(over(tried), iterator), yielding)
  return loop(over(either(tried, nested)), node('break', 1, { levels: literal(0) }))
}

const either = (...of: readonly Expression[]): Expression => choice(...of.map(one => alternative('always', 1, one)))
