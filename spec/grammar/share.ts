import { type Alternative, type Expression, type Reference, reference } from './expression.ts'

/**
 * Makes what rewrites expressions so that those of the same structure are one object. A grammar of statements says the
 * same in hundreds of places, and what is found out about an expression (how many sentences it has, which sizes can be
 * drawn) is kept by it: once instead of hundreds of times. The sentences, their numbers and how they are drawn stay the
 * same.
 */
export function createSharing(): (expression: Expression) => Expression {
  const ids = new Map<Expression, number>()
  const byForm = new Map<string, Expression>()
  const shared = new Map<Expression, Expression>()

  const share = (expression: Expression): Expression => {
    const known = shared.get(expression)
    if (known) return known
    const made = expression.type === 'reference' ? sharedReference(expression) : rewrite(expression)
    shared.set(expression, made)
    return made
  }

  /** Two references are told apart: what they stand for is not known before it is needed. */
  const sharedReference = (original: Reference): Reference => {
    const made = reference(() => share(original.resolve()))
    ids.set(made, ids.size)
    return made
  }

  const rewrite = (expression: Exclude<Expression, Reference>): Expression => {
    const [form, made] = rewritten(expression)
    const first = byForm.get(form) ?? made
    if (first === made) {
      byForm.set(form, made)
      ids.set(made, ids.size)
    }
    return first
  }

  /** The same with shared parts, and a text that only those of the same structure have. */
  const rewritten = (expression: Exclude<Expression, Reference>): [form: string, Expression] => {
    switch (expression.type) {
      case 'literal':
        return [JSON.stringify(expression.alternatives.map(({ value, cost }) => [value, cost])), expression]
      case 'choice': {
        const alternatives = expression.alternatives.map(one => ({ ...one, expression: share(one.expression) }))
        return [`choice ${alternatives.map(formOf)}`, { type: 'choice', alternatives }]
      }
      case 'record': {
        const fields = expression.fields.map(([name, field]) => [name, share(field)] as const)
        const form = fields.map(([name, field]) => `${name} ${ids.get(field)}`)
        return [`record ${expression.cost} ${form}`, { ...expression, fields }]
      }
      case 'tuple': {
        const of = expression.of.map(share)
        return [`tuple ${of.map(one => ids.get(one))}`, { type: 'tuple', of }]
      }
      case 'list': {
        const of = share(expression.of)
        return [`list ${expression.min} ${expression.max} ${ids.get(of)}`, { ...expression, of }]
      }
    }
  }

  const formOf = ({ name, weight, ends, expression }: Alternative): string =>
    `${name} ${weight} ${ends} ${ids.get(expression)}`

  return share
}
