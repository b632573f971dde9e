import type { Expression, Reference } from './expression.ts'
import { fieldsOf, withinOf } from './within.ts'

/** Counts sentences by size, and remembers: one table for each expression that it has been asked about. */
export interface Counter {
  /** How many sentences of exactly this size the expression has. */
  count(expression: Expression, size: number): bigint
  /** How many ways there are to fill these expressions, in order, with this size in all. */
  countSequence(expressions: readonly Expression[], from: number, size: number): bigint
  /** How many lists of exactly `length` elements there are. */
  countRepeated(of: Expression, length: number, size: number): bigint
}

/** What a counter knows of an expression. It is asked so often that what it refers to is found without a look-up. */
interface Node {
  readonly expression: Exclude<Expression, Reference>
  /** By size. */
  readonly counts: (bigint | undefined)[]
  /** Alternatives of a choice; what a list is of. */
  readonly within: readonly Expression[]
  /** Those, as far as they have been asked about. */
  readonly nodes: (Node | undefined)[]
  /** The fields of a record, the elements of a tuple. */
  readonly parts: Parts | null
  /** For lists of this expression, by length and size. */
  readonly repeated: (bigint | undefined)[][]
}

interface Parts {
  readonly of: readonly Expression[]
  readonly nodes: (Node | undefined)[]
  /** By part from which on, and size. */
  readonly rests: (bigint | undefined)[][]
}

export function createCounter(): Counter {
  const known = new Map<Expression, Node>()
  const knownParts = new Map<readonly Expression[], Parts>()

  const nodeOf = (expression: Expression): Node => {
    let node = known.get(expression)
    if (!node) {
      node = expression.type === 'reference' ? nodeOf(expression.resolve()) : createNode(expression)
      known.set(expression, node)
    }
    return node
  }

  const partsOf = (of: readonly Expression[]): Parts => {
    const parts = knownParts.get(of) ?? { of, nodes: [], rests: [] }
    knownParts.set(of, parts)
    return parts
  }

  const createNode = (expression: Exclude<Expression, Reference>): Node => {
    const within = withinOf(expression)
    const parts = expression.type === 'record' || expression.type === 'tuple' ? partsOf(within) : null
    return { expression, counts: [], within, nodes: [], parts, repeated: [] }
  }

  const nodeAt = ({ within, nodes }: Node, index: number): Node => {
    nodes[index] ??= nodeOf(within[index] as Expression)
    return nodes[index]
  }

  const count = (node: Node, size: number): bigint => {
    if (size < 0) return 0n
    node.counts[size] ??= compute(node, size)
    return node.counts[size]
  }

  const compute = (node: Node, size: number): bigint => {
    const { expression, parts, within } = node
    switch (expression.type) {
      case 'literal':
        return BigInt(expression.alternatives.filter(a => a.cost === size).length)
      case 'choice':
        return within.reduce((sum, _, i) => sum + count(nodeAt(node, i), size), 0n)
      case 'record':
        return countRest(parts as Parts, 0, size - expression.cost)
      case 'tuple':
        return countRest(parts as Parts, 0, size)
      case 'list': {
        let sum = 0n
        for (let length = expression.min; length <= expression.max && length <= size; length++) {
          sum += countRepeated(nodeAt(node, 0), rangeOf(expression.of), length, size)
        }
        return sum
      }
    }
  }

  const countRest = (parts: Parts, from: number, size: number): bigint => {
    const first = parts.of[from]
    if (size < 0) return 0n
    if (!first) return size === 0 ? 1n : 0n
    parts.rests[from] ??= []
    const rests = parts.rests[from]
    rests[size] ??= computeRest(parts, from, size, first)
    return rests[size]
  }

  const computeRest = (parts: Parts, from: number, size: number, first: Expression): bigint => {
    parts.nodes[from] ??= nodeOf(first)
    const node = parts.nodes[from]
    const [least, most] = rangeOf(first)
    let sum = 0n
    for (let used = least; used <= size && used <= most; used++) {
      const ways = count(node, used)
      if (ways > 0n) sum += ways * countRest(parts, from + 1, size - used)
    }
    return sum
  }

  const countRepeated = (of: Node, range: Range, length: number, size: number): bigint => {
    if (length === 0) return size === 0 ? 1n : 0n
    if (size < length) return 0n
    of.repeated[length] ??= []
    const lists = of.repeated[length]
    lists[size] ??= computeRepeated(of, range, length, size)
    return lists[size]
  }

  const computeRepeated = (of: Node, range: Range, length: number, size: number): bigint => {
    const [least, most] = range
    let sum = 0n
    for (let used = Math.max(1, least); used <= size && used <= most; used++) {
      const ways = count(of, used)
      if (ways > 0n) sum += ways * countRepeated(of, range, length - 1, size - used)
    }
    return sum
  }

  return {
    count: (expression, size) => count(nodeOf(expression), size),
    countSequence: (expressions, from, size) => countRest(partsOf(expressions), from, size),
    countRepeated: (of, length, size) => countRepeated(nodeOf(of), rangeOf(of), length, size),
  }
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
