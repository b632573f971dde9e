import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCounter } from './count.ts'
import type { Sentence } from './expression.ts'
import { exhaustive, grammars } from './grammars.fixture.ts'
import { isSimpler, numberOf, sentenceAt } from './number.ts'
import { drawFrom } from './random.fixture.ts'
import { sizeOf } from './size.ts'
import { term, tiny } from './tiny.fixture.ts'

const counter = createCounter()

describe.each(grammars)('numbers of %s', (name, grammar) => {
  const draw = drawFrom(grammar)

  test('all small sentences: as many as counted, all different, each with its size and its number', () => {
    for (let size = 0; size <= exhaustive(name); size++) {
      const seen = new Set<string>()
      const count = counter.count(grammar, size)
      for (let index = 0n; index < count; index++) {
        const sentence = sentenceAt(counter, grammar, { size, index })
        seen.add(JSON.stringify(sentence))
        const number = numberOf(counter, grammar, sentence)
        const right = sizeOf(grammar, sentence) === size && number?.size === size && number.index === index
        if (!right) expect.fail(`${JSON.stringify(sentence)} is number ${index} of size ${size}`)
      }
      expect(BigInt(seen.size)).toBe(count)
    }
  })

  test('numbering and looking up are inverse', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.integer(), (most, seed) => {
        const { size, sentence } = draw(most, seed)
        const number = numberOf(counter, grammar, sentence)
        expect(number?.size).toBe(size)
        expect(sentenceAt(counter, grammar, number as NonNullable<typeof number>)).toEqual(sentence)
      }),
      { numRuns: 80 },
    )
    fc.assert(
      fc.property(fc.nat(14), fc.bigInt({ min: 0n, max: 2n ** 128n }), (size, big) => {
        const count = counter.count(grammar, size)
        fc.pre(count > 0n)
        const number = { size, index: big % count }
        expect(numberOf(counter, grammar, sentenceAt(counter, grammar, number))).toEqual(number)
      }),
      { numRuns: 80 },
    )
  })

  test('there is none beyond the last', () => {
    for (const size of [0, 1, 5]) {
      const index = counter.count(grammar, size)
      expect(() => sentenceAt(counter, grammar, { size, index })).toThrow(RangeError)
      expect(() => sentenceAt(counter, grammar, { size, index: -1n })).toThrow(RangeError)
    }
  })
})

test('what is not well-formed has no number', () => {
  expect(numberOf(counter, tiny, 'no such thing')).toBe(null)
})

test('the sentences of a size, in order', () => {
  const all = (size: number): Sentence[] =>
    Array.from({ length: Number(counter.count(term, size)) }, (_, i) =>
      sentenceAt(counter, term, { size, index: BigInt(i) }),
    )
  expect([1, 2].map(size => all(size).map(sentence => JSON.stringify(sentence)))).toMatchInlineSnapshot(`
    [
      [
        "{"kind":"number","value":0}",
      ],
      [
        "{"kind":"number","value":1}",
        "{"kind":"minus","of":{"kind":"number","value":0}}",
        "{"pair":[{"kind":"number","value":0},"left"]}",
        "{"pair":[{"kind":"number","value":0},"right"]}",
      ],
    ]
  `)
})

test('counts are those of the generating function', () => {
  // t(n) = numbers + minus + pairs = [n=1] + [n=2] + t(n-1) + 2 t(n-1)
  const terms = [0n, 1n]
  for (let size = 2; size <= 12; size++) terms.push((size === 2 ? 1n : 0n) + 3n * (terms[size - 1] as bigint))
  expect(terms.map((_, size) => counter.count(term, size))).toEqual(terms)
  const lists = (size: number): bigint => {
    let sum = size === 0 ? 1n : 0n
    for (let a = 1; a <= size; a++) {
      const first = terms[a] as bigint
      sum += a === size ? first : 0n
      for (let b = 1; a + b <= size; b++) {
        const two = first * (terms[b] as bigint)
        sum += a + b === size ? two : two * (terms[size - a - b] as bigint)
      }
    }
    return sum
  }
  expect(terms.map((_, size) => counter.count(tiny, size))).toEqual(terms.map((_, size) => lists(size)))
})

test('smaller is simpler, and of one size, earlier', () => {
  expect(isSimpler({ size: 1, index: 9n }, { size: 2, index: 0n })).toBe(true)
  expect(isSimpler({ size: 2, index: 0n }, { size: 1, index: 9n })).toBe(false)
  expect(isSimpler({ size: 2, index: 0n }, { size: 2, index: 1n })).toBe(true)
  expect(isSimpler({ size: 2, index: 1n }, { size: 2, index: 1n })).toBe(false)
})
