import type { Expression } from './expression.ts'

/** Counts sentences by size, and remembers: one table for each expression that it has been asked about. */
export interface Counter {
  /** How many sentences of exactly this size the expression has. */
  count(expression: Expression, size: number): bigint
  /** How many ways there are to fill these expressions, in order, with this size in all. */
  countSequence(expressions: readonly Expression[], from: number, size: number): bigint
  /** How many lists of exactly `length` elements there are. */
  countRepeated(of: Expression, length: number, size: number): bigint
}

export function createCounter(): Counter {
  const memo = new Map<unknown, Map<number, bigint>>()
  const remember = (key: unknown, at: number, compute: () => bigint): bigint => {
    const table = memo.get(key) ?? new Map<number, bigint>()
    memo.set(key, table)
    const known = table.get(at) ?? compute()
    table.set(at, known)
    return known
  }

  const count = (expression: Expression, size: number): bigint =>
    size < 0 ? 0n : remember(expression, size, () => compute(expression, size))

  const compute = (expression: Expression, size: number): bigint => {
    switch (expression.type) {
      case 'literal':
        return BigInt(expression.alternatives.filter(a => a.cost === size).length)
      case 'reference':
        return count(expression.resolve(), size)
      case 'choice':
        return expression.alternatives.reduce((sum, a) => sum + count(a.expression, size), 0n)
      case 'record':
        return countSequence(fieldsOf(expression), 0, size - expression.cost)
      case 'tuple':
        return countSequence(expression.of, 0, size)
      case 'list': {
        let sum = 0n
        for (let length = expression.min; length <= expression.max && length <= size; length++) {
          sum += countRepeated(expression.of, length, size)
        }
        return sum
      }
    }
  }

  const countSequence = (expressions: readonly Expression[], from: number, size: number): bigint => {
    const first = expressions[from]
    if (size < 0) return 0n
    if (!first) return size === 0 ? 1n : 0n
    return remember(expressions, from * 1024 + size, () => {
      let sum = 0n
      for (let used = 0; used <= size; used++) {
        const ways = count(first, used)
        if (ways > 0n) sum += ways * countSequence(expressions, from + 1, size - used)
      }
      return sum
    })
  }

  const repeated = new Map<Expression, object>()
  const countRepeated = (of: Expression, length: number, size: number): bigint => {
    if (length === 0) return size === 0 ? 1n : 0n
    if (size < length) return 0n
    const key = repeated.get(of) ?? {}
    repeated.set(of, key)
    return remember(key, length * 1024 + size, () => {
      let sum = 0n
      for (let used = 1; used <= size; used++) {
        const ways = count(of, used)
        if (ways > 0n) sum += ways * countRepeated(of, length - 1, size - used)
      }
      return sum
    })
  }

  return { count, countSequence, countRepeated }
}

const fieldLists = new WeakMap<object, readonly Expression[]>()

/** The expressions of a record's fields, always the same array for the same record. */
export function fieldsOf(expression: Expression & { type: 'record' }): readonly Expression[] {
  const known = fieldLists.get(expression)
  if (known) return known
  const fields = expression.fields.map(([, field]) => field)
  fieldLists.set(expression, fields)
  return fields
}
