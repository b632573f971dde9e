import { fieldsOf } from './count.ts'
import type { Alternative, Expression, Sentence } from './expression.ts'

/** Gives a whole number from `min` to `max`, both included. */
export type Random = (min: number, max: number) => number

/** Draws sentences of exactly the size asked for. */
export interface Drawer {
  /** Whether there is a sentence of this size. */
  has(expression: Expression, size: number): boolean
  /** Throws RangeError if there is none of this size. */
  draw(expression: Expression, size: number, random: Random): Sentence
}

/** Sizes below 64, and up to 32 parts or elements with each. */
const tableSize = 2048

/**
 * Makes a drawer for a swarm: alternatives for which `enabled` answers false are left out wherever they stand.
 *
 * Sizes are split evenly among the parts and alternatives chosen by weight, not by how many sentences they have:
 * drawing evenly over sentences would drown the shapes in the variety of their literals.
 */
export function createDrawer(enabled: (name: string) => boolean = () => true): Drawer {
  const known = new Map<unknown, Int8Array>()
  const remember = (key: unknown, at: number, compute: () => boolean): boolean => {
    let table = known.get(key)
    if (!table) {
      table = new Int8Array(tableSize).fill(-1)
      known.set(key, table)
    }
    if (table[at] === -1) table[at] = compute() ? 1 : 0
    return table[at] === 1
  }

  const has = (expression: Expression, size: number): boolean =>
    size >= 0 && remember(expression, size, () => compute(expression, size))

  const compute = (expression: Expression, size: number): boolean => {
    switch (expression.type) {
      case 'literal':
        return expression.alternatives.some(a => a.cost === size)
      case 'reference':
        return has(expression.resolve(), size)
      case 'choice':
        return expression.alternatives.some(a => a.weight > 0 && enabled(a.name) && has(a.expression, size))
      case 'record':
        return hasSequence(fieldsOf(expression), 0, size - expression.cost)
      case 'tuple':
        return hasSequence(expression.of, 0, size)
      case 'list':
        return hasList(expression, 0, size)
    }
  }

  const hasSequence = (parts: readonly Expression[], from: number, size: number): boolean => {
    const first = parts[from]
    if (size < 0) return false
    if (!first) return size === 0
    return remember(parts, from * 64 + size, () => {
      for (let used = 0; used <= size; used++) {
        if (has(first, used) && hasSequence(parts, from + 1, size - used)) return true
      }
      return false
    })
  }

  const tails = new Map<Expression, object>()
  const hasList = (whole: Expression & { type: 'list' }, length: number, size: number): boolean => {
    if (size === 0) return length >= whole.min
    if (length >= whole.max) return false
    let key = tails.get(whole)
    if (!key) {
      key = {}
      tails.set(whole, key)
    }
    return remember(key, length * 64 + size, () => {
      for (let used = 1; used <= size; used++) {
        if (has(whole.of, used) && hasList(whole, length + 1, size - used)) return true
      }
      return false
    })
  }

  const draw = (expression: Expression, size: number, random: Random, place: Place = 'last'): Sentence => {
    switch (expression.type) {
      case 'literal': {
        const fitting = expression.alternatives.filter(a => a.cost === size)
        return (fitting.length === 1 ? fitting[0] : fitting[random(0, fitting.length - 1)])?.value as Sentence
      }
      case 'reference':
        return draw(expression.resolve(), size, random, place)
      case 'choice':
        return draw(choose(expression, size, random, place), size, random)
      case 'record': {
        const parts = fieldsOf(expression)
        const sentence: { [field: string]: Sentence } = {}
        let rest = size - expression.cost
        for (let i = 0; i < parts.length; i++) {
          const part = parts[i] as Expression
          const used = split(s => has(part, s) && hasSequence(parts, i + 1, rest - s), rest, random)
          sentence[(expression.fields[i] as readonly [string, Expression])[0]] = draw(part, used, random)
          rest -= used
        }
        return sentence
      }
      case 'tuple': {
        let rest = size
        return expression.of.map((part, i) => {
          const used = split(s => has(part, s) && hasSequence(expression.of, i + 1, rest - s), rest, random)
          rest -= used
          return draw(part, used, random)
        })
      }
      case 'list': {
        const elements: Sentence[] = []
        let rest = size
        while (rest > 0) {
          const fits = (s: number): boolean =>
            has(expression.of, s) && hasList(expression, elements.length + 1, rest - s)
          const used = splitOff(fits, rest, random)
          rest -= used
          elements.push(draw(expression.of, used, random, rest > 0 ? 'followed' : 'last'))
        }
        return elements
      }
    }
  }

  const choose = (
    expression: Expression & { type: 'choice' },
    size: number,
    random: Random,
    place: Place,
  ): Expression => {
    const weight = (a: Alternative): number => {
      if (!enabled(a.name) || !has(a.expression, size)) return 0
      return a.ends && place === 'followed' ? a.weight : a.weight * rarelyFollowed
    }
    let total = 0
    for (const a of expression.alternatives) total += weight(a)
    let at = random(1, total)
    for (const a of expression.alternatives) {
      at -= weight(a)
      if (at <= 0) return a.expression
    }
    throw new RangeError(`No alternative has a sentence of size ${size}.`)
  }

  return {
    has,
    draw: (expression, size, random) => {
      if (!has(expression, size)) throw new RangeError(`There is no sentence of size ${size}.`)
      return draw(expression, size, random)
    },
  }
}

/** Whether an element of a list has others behind it. */
type Place = 'followed' | 'last'

/** By how much rarer what ends a list is where something follows. Code that is never reached is compiled all the same. */
const rarelyFollowed = 16

/** Elements that count as small. */
const small = 2

/**
 * The size of the next element of a list: half of the time a small one, if any fits. Even splits alone would make nearly
 * all lists short and of large parts, and programs are sequences of small statements.
 */
function splitOff(fits: (size: number) => boolean, most: number, random: Random): number {
  const anySmall = most > small && (fits(1) || fits(small))
  return split(fits, anySmall && random(0, 1) === 0 ? small : most, random)
}

/** One of the sizes from 0 to `most` that fit, evenly. */
function split(fits: (size: number) => boolean, most: number, random: Random): number {
  let count = 0
  let last = 0
  for (let s = 0; s <= most; s++) {
    if (fits(s)) {
      count++
      last = s
    }
  }
  if (count === 1) return last
  let nth = random(1, count)
  for (let s = 0; ; s++) if (fits(s) && --nth === 0) return s
}
