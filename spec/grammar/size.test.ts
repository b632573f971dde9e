import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sentence } from './expression.ts'
import { grammars } from './grammars.fixture.ts'
import { drawFrom } from './random.fixture.ts'
import { sizeOf } from './size.ts'
import { tiny } from './tiny.fixture.ts'

const one = { kind: 'number', value: 1 }

test.each<[Sentence, number]>([
  [[], 0],
  [[one], 2],
  [[{ kind: 'number', value: 0 }, one], 3],
  [[{ kind: 'minus', of: { kind: 'minus', of: one } }], 4],
  [[{ pair: [one, 'right'] }], 3],
])('the size of %j is the sum of what it costs', (sentence, size) => {
  expect(sizeOf(tiny, sentence)).toBe(size)
})

test.each<[string, Sentence]>([
  ['no list', one],
  ['too long a list', [one, one, one, one]],
  ['another constant', [{ kind: 'number', value: 2 }]],
  ['a constant of another type', [{ kind: 'number', value: '1' }]],
  ['another kind', [{ kind: 'plus', of: one }]],
  ['a field too many', [{ ...one, more: 1 }]],
  ['a field too few', [{ kind: 'minus' }]],
  ['another field', [{ kind: 'minus', off: one }]],
  ['too short a tuple', [{ pair: [one] }]],
  ['too long a tuple', [{ pair: [one, 'left', 'left'] }]],
  ['no tuple', [{ pair: { 0: one, 1: 'left' } }]],
  ['a bad element of a tuple', [{ pair: ['left', one] }]],
  ['null', [null]],
])('%s is not well-formed', (_, sentence) => {
  expect(sizeOf(tiny, sentence)).toBe(null)
})

describe.each(grammars)('in %s', (_, grammar) => {
  const draw = drawFrom(grammar)

  test('a sentence with one part of no grammar anywhere is not well-formed', () => {
    fc.assert(
      fc.property(
        fc.nat(10),
        fc.integer(),
        fc.nat(),
        fc.constantFrom<Sentence>('no such thing', -1, {}),
        (most, seed, at, alien) => {
          const { sentence } = draw(most, seed)
          const places = countPlaces(sentence)
          expect(sizeOf(grammar, replaced(sentence, at % places, alien))).toBe(null)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('nor one that lacks a field anywhere, or has one more', () => {
    fc.assert(
      fc.property(fc.nat(10), fc.integer(), fc.nat(), fc.boolean(), (most, seed, at, more) => {
        const { sentence } = draw(most, seed)
        const records = recordsIn(sentence)
        fc.pre(records.length > 0)
        const chosen = records[at % records.length] as Record<string, Sentence>
        const [first = ''] = Object.keys(chosen)
        const { [first]: _left, ...rest } = chosen
        const mutilated = JSON.parse(
          JSON.stringify(sentence, (_key, value: Sentence) =>
            value === chosen ? (more ? { ...chosen, extra: 0 } : rest) : value,
          ),
        ) as Sentence
        expect(sizeOf(grammar, mutilated)).toBe(null)
      }),
      { numRuns: 200 },
    )
  })
})

/** How many parts a sentence has, itself included. */
function countPlaces(sentence: Sentence): number {
  if (typeof sentence !== 'object' || sentence === null) return 1
  return Object.values(sentence).reduce<number>((sum, part) => sum + countPlaces(part as Sentence), 1)
}

/** The sentence with another part at the n-th place, depth first. */
function replaced(sentence: Sentence, place: number, by: Sentence): Sentence {
  if (place === 0) return by
  if (typeof sentence !== 'object' || sentence === null) return sentence
  let before = 1
  const entries = Object.entries(sentence).map(([key, part]) => {
    const at = place - before
    before += countPlaces(part as Sentence)
    return [key, at >= 0 && place < before ? replaced(part as Sentence, at, by) : part] as const
  })
  return Array.isArray(sentence) ? entries.map(([, part]) => part as Sentence) : Object.fromEntries(entries)
}

function recordsIn(sentence: Sentence): Record<string, Sentence>[] {
  if (typeof sentence !== 'object' || sentence === null) return []
  const within = Object.values(sentence).flatMap(part => recordsIn(part as Sentence))
  return Array.isArray(sentence) ? within : [sentence as Record<string, Sentence>, ...within]
}
