import { alternativesFor } from './by-kind.ts'
import type { Counter } from './count.ts'
import type { Expression, Sentence } from './expression.ts'
import { isRecord } from './is-record.ts'
import { sizeOf } from './size.ts'
import { fieldsOf } from './within.ts'

/** A sentence's number: its size, and its index among the sentences of that size. Smaller numbers are simpler. */
export interface SentenceNumber {
  readonly size: number
  readonly index: bigint
}

/** The sentence with this number. Throws RangeError if there is none. */
export function sentenceAt(counter: Counter, expression: Expression, { size, index }: SentenceNumber): Sentence {
  const total = counter.count(expression, size)
  if (index < 0n || index >= total) {
    throw new RangeError(`There are ${total} sentences of size ${size}: index ${index} is out of range.`)
  }
  return unrank(counter, expression, size, index)
}

/** The number of a sentence, or null if the expression does not have it. */
export function numberOf(counter: Counter, expression: Expression, sentence: Sentence): SentenceNumber | null {
  const size = sizeOf(expression, sentence)
  return size === null ? null : { size, index: rank(counter, expression, sentence, size) }
}

/** Is `a` simpler than `b`: smaller, or of the same size and earlier? */
export function isSimpler(a: SentenceNumber, b: SentenceNumber): boolean {
  return a.size < b.size || (a.size === b.size && a.index < b.index)
}

function unrank(counter: Counter, expression: Expression, size: number, index: bigint): Sentence {
  switch (expression.type) {
    case 'literal': {
      const fitting = expression.alternatives.filter(a => a.cost === size)
      return (fitting[Number(index)] as { value: Sentence }).value
    }
    case 'reference':
      return unrank(counter, expression.resolve(), size, index)
    case 'choice': {
      let rest = index
      for (const { expression: inner } of expression.alternatives) {
        const ways = counter.count(inner, size)
        if (rest < ways) return unrank(counter, inner, size, rest)
        rest -= ways
      }
      throw new RangeError('unreachable: the index was checked against the count')
    }
    case 'record': {
      const values = unrankSequence(counter, fieldsOf(expression), 0, size - expression.cost, index)
      return Object.fromEntries(expression.fields.map(([name], i) => [name, values[i] as Sentence]))
    }
    case 'tuple':
      return unrankSequence(counter, expression.of, 0, size, index)
    case 'list': {
      let rest = index
      let length = expression.min
      for (; ; length++) {
        const ways = counter.countRepeated(expression.of, length, size)
        if (rest < ways) break
        rest -= ways
      }
      return unrankRepeated(counter, expression.of, length, size, rest)
    }
  }
}

function unrankSequence(
  counter: Counter,
  expressions: readonly Expression[],
  from: number,
  size: number,
  index: bigint,
): Sentence[] {
  const first = expressions[from]
  if (!first) return []
  let rest = index
  for (let used = 0; ; used++) {
    const tails = counter.countSequence(expressions, from + 1, size - used)
    const ways = counter.count(first, used) * tails
    if (rest < ways) {
      const head = unrank(counter, first, used, rest / tails)
      return [head, ...unrankSequence(counter, expressions, from + 1, size - used, rest % tails)]
    }
    rest -= ways
  }
}

function unrankRepeated(counter: Counter, of: Expression, length: number, size: number, index: bigint): Sentence[] {
  if (length === 0) return []
  let rest = index
  for (let used = 1; ; used++) {
    const tails = counter.countRepeated(of, length - 1, size - used)
    const ways = counter.count(of, used) * tails
    if (rest < ways) {
      return [
        unrank(counter, of, used, rest / tails),
        ...unrankRepeated(counter, of, length - 1, size - used, rest % tails),
      ]
    }
    rest -= ways
  }
}

/** The index of a sentence that is known to be of this size. */
function rank(counter: Counter, expression: Expression, sentence: Sentence, size: number): bigint {
  switch (expression.type) {
    case 'literal':
      return BigInt(expression.alternatives.filter(a => a.cost === size).findIndex(a => a.value === sentence))
    case 'reference':
      return rank(counter, expression.resolve(), sentence, size)
    case 'choice': {
      const likely = alternativesFor(expression, sentence)
      let before = 0n
      for (const { expression: inner } of expression.alternatives) {
        if (likely.includes(inner) && sizeOf(inner, sentence) === size)
          return before + rank(counter, inner, sentence, size)
        before += counter.count(inner, size)
      }
      throw new RangeError('unreachable: the sentence was checked to be well-formed')
    }
    case 'record': {
      const values = isRecord(sentence) ? expression.fields.map(([name]) => sentence[name] as Sentence) : []
      return rankSequence(counter, fieldsOf(expression), 0, values, size - expression.cost)
    }
    case 'tuple':
      return rankSequence(counter, expression.of, 0, sentence as Sentence[], size)
    case 'list': {
      const elements = sentence as Sentence[]
      let before = 0n
      for (let length = expression.min; length < elements.length; length++) {
        before += counter.countRepeated(expression.of, length, size)
      }
      return before + rankRepeated(counter, expression.of, elements, size)
    }
  }
}

function rankSequence(
  counter: Counter,
  expressions: readonly Expression[],
  from: number,
  values: readonly Sentence[],
  size: number,
): bigint {
  const first = expressions[from]
  if (!first) return 0n
  const value = values[from] as Sentence
  const used = sizeOf(first, value) as number
  let before = 0n
  for (let smaller = 0; smaller < used; smaller++) {
    before += counter.count(first, smaller) * counter.countSequence(expressions, from + 1, size - smaller)
  }
  const tails = counter.countSequence(expressions, from + 1, size - used)
  return (
    before +
    rank(counter, first, value, used) * tails +
    rankSequence(counter, expressions, from + 1, values, size - used)
  )
}

function rankRepeated(counter: Counter, of: Expression, elements: readonly Sentence[], size: number): bigint {
  const [first, ...others] = elements
  if (first === undefined) return 0n
  const used = sizeOf(of, first) as number
  let before = 0n
  for (let smaller = 1; smaller < used; smaller++) {
    before += counter.count(of, smaller) * counter.countRepeated(of, elements.length - 1, size - smaller)
  }
  const tails = counter.countRepeated(of, elements.length - 1, size - used)
  return before + rank(counter, of, first, used) * tails + rankRepeated(counter, of, others, size - used)
}
