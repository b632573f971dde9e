import type { Expression, Reference, Sentence } from './expression.ts'
import { withinOf } from './within.ts'

/** Gives a whole number from `min` to `max`, both included. */
export type Random = (min: number, max: number) => number

/** Draws sentences of exactly the size asked for. */
export interface Drawer {
  /** Whether there is a sentence of this size. */
  has(expression: Expression, size: number): boolean
  /** Throws RangeError if there is none of this size. */
  draw(expression: Expression, size: number, random: Random): Sentence
}

/** Sizes are below this. */
const sizes = 64

/** What a drawer knows of an expression: it is found out when it is first asked for, and asked for again and again. */
interface Node {
  readonly expression: Exclude<Expression, Reference>
  /** The alternatives, the fields, the elements of a tuple, or the one of a list. */
  readonly within: readonly Expression[]
  readonly nodes: Node[]
  /** By size: is there a sentence? -1 as long as nobody has asked. */
  readonly has: Int8Array
  /** By part from which on, or by length so far, and size: is there a rest? */
  readonly rests: Int8Array[]
  /** By part or by length so far, and size that is left: the sizes that the part or the next element can have. */
  readonly splits: (readonly number[])[][]
  /** By place and size: the alternatives that can be drawn. */
  readonly choices: Record<Place, Choices[]>
}

/** Alternatives, by index, with the sums of their weights up to each. */
interface Choices {
  readonly alternatives: readonly number[]
  readonly sums: readonly number[]
}

/** Whether an element of a list has others behind it. */
type Place = 'followed' | 'last'

/** By how much rarer what ends a list is where something follows. Code that is never reached is compiled all the same. */
const rarelyFollowed = 16

/** Elements that count as small. */
const small = 2

/**
 * Makes a drawer for a swarm: alternatives for which `enabled` answers false are left out wherever they stand.
 *
 * Sizes are split evenly among the parts and alternatives chosen by weight, not by how many sentences they have:
 * drawing evenly over sentences would drown the shapes in the variety of their literals.
 */
export function createDrawer(enabled: (name: string) => boolean = () => true): Drawer {
  const known = new Map<Expression, Node>()

  const nodeOf = (expression: Expression): Node => {
    let node = known.get(expression)
    if (!node) {
      node = expression.type === 'reference' ? nodeOf(expression.resolve()) : createNode(expression)
      known.set(expression, node)
    }
    return node
  }

  const inside = (node: Node, index: number): Node => {
    node.nodes[index] ??= nodeOf(node.within[index] as Expression)
    return node.nodes[index]
  }

  const has = (node: Node, size: number): boolean => {
    if (size < 0) return false
    if (node.has[size] === -1) node.has[size] = compute(node, size) ? 1 : 0
    return node.has[size] === 1
  }

  const compute = (node: Node, size: number): boolean => {
    const { expression } = node
    switch (expression.type) {
      case 'literal':
        return expression.alternatives.some(({ cost }) => cost === size)
      case 'choice':
        return expression.alternatives.some(
          ({ weight, name }, i) => weight > 0 && enabled(name) && has(inside(node, i), size),
        )
      case 'record':
        return hasParts(node, 0, size - expression.cost)
      case 'tuple':
        return hasParts(node, 0, size)
      case 'list':
        return hasElements(node, 0, size)
    }
  }

  /** Whether the parts from one on can have this size together. */
  const hasParts = (node: Node, from: number, size: number): boolean => {
    if (size < 0) return false
    if (from === node.within.length) return size === 0
    return remembered(node, from, size, () => {
      for (let used = 0; used <= size; used++) {
        if (has(inside(node, from), used) && hasParts(node, from + 1, size - used)) return true
      }
      return false
    })
  }

  /** Whether a list that has so many elements can go on with this size. */
  const hasElements = (node: Node, length: number, size: number): boolean => {
    const { min, max } = node.expression as Expression & { type: 'list' }
    if (size === 0) return length >= min
    if (length >= max) return false
    return remembered(node, length, size, () => {
      for (let used = 1; used <= size; used++) {
        if (has(inside(node, 0), used) && hasElements(node, length + 1, size - used)) return true
      }
      return false
    })
  }

  /** The sizes that one of the parts can have, where so much is left for it and those behind it. */
  const splitsOf = (node: Node, part: number, rest: number): readonly number[] => {
    node.splits[part] ??= []
    const splits = node.splits[part]
    splits[rest] ??= sizesUpTo(rest).filter(s => has(inside(node, part), s) && hasParts(node, part + 1, rest - s))
    return splits[rest]
  }

  /** The sizes that the next element of a list can have. */
  const elementsOf = (node: Node, length: number, rest: number): readonly number[] => {
    node.splits[length] ??= []
    const splits = node.splits[length]
    splits[rest] ??= sizesUpTo(rest).filter(s => has(inside(node, 0), s) && hasElements(node, length + 1, rest - s))
    return splits[rest]
  }

  const choicesOf = (node: Node, size: number, place: Place): Choices => {
    const known = node.choices[place]
    known[size] ??= computeChoices(node, size, place)
    return known[size]
  }

  const computeChoices = (node: Node, size: number, place: Place): Choices => {
    const alternatives: number[] = []
    const sums: number[] = []
    let sum = 0
    for (const [i, { name, weight, ends }] of (
      node.expression as Expression & { type: 'choice' }
    ).alternatives.entries()) {
      if (weight === 0 || !enabled(name) || !has(inside(node, i), size)) continue
      sum += ends && place === 'followed' ? weight : weight * rarelyFollowed
      alternatives.push(i)
      sums.push(sum)
    }
    return { alternatives, sums }
  }

  const draw = (node: Node, size: number, random: Random, place: Place): Sentence => {
    const { expression } = node
    switch (expression.type) {
      case 'literal': {
        const fitting = expression.alternatives.filter(({ cost }) => cost === size)
        return (fitting.length === 1 ? fitting[0] : fitting[random(0, fitting.length - 1)])?.value as Sentence
      }
      case 'choice': {
        const { alternatives, sums } = choicesOf(node, size, place)
        const at = random(1, sums.at(-1) as number)
        const chosen = alternatives[sums.findIndex(sum => at <= sum)] as number
        return draw(inside(node, chosen), size, random, 'last')
      }
      case 'record': {
        const sentence: { [field: string]: Sentence } = {}
        let rest = size - expression.cost
        for (let i = 0; i < expression.fields.length; i++) {
          const used = oneOf(splitsOf(node, i, rest), random)
          sentence[(expression.fields[i] as readonly [string, Expression])[0]] = draw(
            inside(node, i),
            used,
            random,
            'last',
          )
          rest -= used
        }
        return sentence
      }
      case 'tuple': {
        let rest = size
        return expression.of.map((_, i) => {
          const used = oneOf(splitsOf(node, i, rest), random)
          rest -= used
          return draw(inside(node, i), used, random, 'last')
        })
      }
      case 'list': {
        const elements: Sentence[] = []
        let rest = size
        while (rest > 0) {
          const used = nextSize(elementsOf(node, elements.length, rest), rest, random)
          rest -= used
          elements.push(draw(inside(node, 0), used, random, rest > 0 ? 'followed' : 'last'))
        }
        return elements
      }
    }
  }

  return {
    has: (expression, size) => has(nodeOf(expression), size),
    draw: (expression, size, random) => {
      const node = nodeOf(expression)
      if (!has(node, size)) throw new RangeError(`There is no sentence of size ${size}.`)
      return draw(node, size, random, 'last')
    },
  }
}

function createNode(expression: Exclude<Expression, Reference>): Node {
  return {
    expression,
    within: withinOf(expression),
    nodes: [],
    has: new Int8Array(sizes).fill(-1),
    rests: [],
    splits: [],
    choices: { followed: [], last: [] },
  }
}

function remembered({ rests }: Node, from: number, size: number, compute: () => boolean): boolean {
  rests[from] ??= new Int8Array(sizes).fill(-1)
  const table = rests[from]
  if (table[size] === -1) table[size] = compute() ? 1 : 0
  return table[size] === 1
}

function sizesUpTo(most: number): number[] {
  return Array.from({ length: most + 1 }, (_, size) => size)
}

/**
 * The size of the next element of a list: half of the time a small one, if any fits. Even splits alone would make nearly
 * all lists short and of large parts, and programs are sequences of small statements.
 */
function nextSize(fitting: readonly number[], most: number, random: Random): number {
  const ofSmall = most > small ? fitting.findLastIndex(size => size <= small) + 1 : 0
  return ofSmall > 0 && random(0, 1) === 0 ? oneOf(fitting, random, ofSmall) : oneOf(fitting, random)
}

function oneOf(fitting: readonly number[], random: Random, among: number = fitting.length): number {
  return fitting[among === 1 ? 0 : random(0, among - 1)] as number
}
