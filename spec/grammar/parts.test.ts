import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Sentence } from './expression.ts'
import { grammars } from './grammars.fixture.ts'
import { parse, replace } from './parts.ts'
import { drawFrom } from './random.fixture.ts'
import { sizeOf } from './size.ts'
import { tiny } from './tiny.fixture.ts'

describe.each(grammars)('sentences of %s', (_, grammar) => {
  const draw = drawFrom(grammar)

  test('have the size that is counted, and so have their parts', () => {
    fc.assert(
      fc.property(fc.nat(14), fc.integer(), (most, seed) => {
        const { size, sentence } = draw(most, seed)
        const parsed = parse(grammar, sentence)
        expect(parsed?.size).toBe(size)
        for (const part of parsed?.parts ?? []) {
          expect(sizeOf(part.expression, part.sentence)).toBe(part.size)
          expect(replace(part, part.sentence)).toEqual(sentence)
        }
      }),
      { numRuns: 100 },
    )
  })
})

const one = { kind: 'number', value: 1 }
const zero = { kind: 'number', value: 0 }

test('the parts are what something else could stand for', () => {
  const parsed = parse(tiny, [{ pair: [one, 'left'] }, zero])
  expect(parsed?.parts.map(({ sentence }) => sentence)).toEqual([
    1,
    one,
    'left',
    { pair: [one, 'left'] },
    0,
    zero,
    [{ pair: [one, 'left'] }, zero],
  ])
})

test('a part is replaced where it stands, and only there', () => {
  const sentence = [zero, { kind: 'minus', of: zero }]
  const whole = parse(tiny, sentence)?.parts.map(part => replace(part, 'other'))
  expect(whole).toContainEqual([zero, { kind: 'minus', of: 'other' }])
  expect(whole).toContainEqual([zero, { kind: 'minus', of: { kind: 'number', value: 'other' } }])
  expect(whole).toContainEqual('other')
  expect(sentence).toEqual([zero, { kind: 'minus', of: zero }])
})

test.each<[string, Sentence]>([
  ['no list', one],
  ['too long a list', [one, one, one, one]],
  ['another constant', [{ kind: 'number', value: 2 }]],
  ['a field too many', [{ ...one, more: 1 }]],
  ['a field too few', [{ kind: 'minus' }]],
  ['too short a tuple', [{ pair: [one] }]],
  ['null', [null]],
])('%s is no sentence', (_, sentence) => {
  expect(parse(tiny, sentence)).toBe(null)
})
