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
      const [least, most] = rangeOf(first)
      let sum = 0n
      for (let used = least; used <= size && used <= most; used++) {
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
      const [least, most] = rangeOf(of)
      let sum = 0n
      for (let used = Math.max(1, least); used <= size && used <= most; used++) {
        const ways = count(of, used)
        if (ways > 0n) sum += ways * countRepeated(of, length - 1, size - used)
      }
      return sum
    })
  }

  return { count, countSequence, countRepeated }
}

type Range = readonly [least: number, most: number]

const ranges = new WeakMap<Expression, Range>()

/** Between which sizes all sentences of an expression are, as far as it can be told without resolving references. */
function rangeOf(expression: Expression): Range {
  const known = ranges.get(expression) ?? computeRange(expression)
  ranges.set(expression, known)
  return known
}

function computeRange(expression: Expression): Range {
  switch (expression.type) {
    case 'reference':
      return [0, Number.POSITIVE_INFINITY]
    case 'literal':
      return around(expression.alternatives.map(({ cost }): Range => [cost, cost]))
    case 'choice':
      return around(expression.alternatives.map(one => rangeOf(one.expression)))
    case 'record':
      return total(expression.cost, fieldsOf(expression))
    case 'tuple':
      return total(0, expression.of)
    case 'list': {
      const [least, most] = rangeOf(expression.of)
      // As many as one likes of what costs nothing cost nothing.
      return [least * expression.min, most === 0 || expression.max === 0 ? 0 : most * expression.max]
    }
  }
}

function around(all: readonly Range[]): Range {
  return [Math.min(...all.map(([least]) => least)), Math.max(...all.map(([, most]) => most))]
}

function total(cost: number, parts: readonly Expression[]): Range {
  const all = parts.map(rangeOf)
  return [all.reduce((sum, [least]) => sum + least, cost), all.reduce((sum, [, most]) => sum + most, cost)]
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
