import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { profiles } from '../program/profiles.ts'
import { programGrammar } from '../program/program.ts'
import { createCounter } from './count.ts'
import { createDrawer } from './draw.ts'
import { alternative, choice, list, literal, node, type Sentence } from './expression.ts'
import { grammars } from './grammars.fixture.ts'
import { drawFrom, randomOf } from './random.fixture.ts'
import { sizeOf } from './size.ts'
import { tiny } from './tiny.fixture.ts'

describe.each(grammars)('drawing from %s', (_, grammar) => {
  const draw = drawFrom(grammar)

  test('gives well-formed sentences of the size asked for', () => {
    fc.assert(
      fc.property(fc.nat(16), fc.integer(), (most, seed) => {
        const { size, sentence } = draw(most, seed)
        expect(sizeOf(grammar, sentence)).toBe(size)
      }),
      { numRuns: 400 },
    )
  })

  test('gives the same sentence for the same seed, from any drawer', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const [one, another] = [createDrawer(), createDrawer()].map(drawer => drawer.draw(grammar, 9, randomOf(seed)))
        expect(another).toEqual(one)
      }),
      { numRuns: 20 },
    )
  })
})

test('every sentence is drawn, sooner or later', () => {
  const drawer = createDrawer()
  const random = randomOf(1)
  const seen = new Set(Array.from({ length: 3000 }, () => JSON.stringify(drawer.draw(tiny, 3, random))))
  expect(BigInt(seen.size)).toBe(createCounter().count(tiny, 3))
})

test.each(profiles)('a swarm of $chapter on $subject leaves out what it must', ({ form, weights, largest }) => {
  const { programs } = programGrammar(form, weights)
  const without = ['checkpoint', 'catch', 'several', 'exit-fails', 'stack-close', 'loop-generator']
  // What an alternative makes, by its name; parts of an alternative that are literals are not for a swarm to leave out.
  const shows: Record<string, (node: Record<string, unknown>) => boolean> = {
    checkpoint: ({ kind }) => kind === 'checkpoint',
    catch: ({ kind, handler }) => kind === 'try' && handler !== null,
    'stack-close': ({ kind }) => kind === 'close',
    'loop-generator': ({ kind, source }) => kind === 'for-await' && (source as { kind: string }).kind === 'generator',
  }
  const draw = drawFrom(
    programs,
    createDrawer(name => !without.includes(name)),
  )
  fc.assert(
    fc.property(fc.nat(largest), fc.integer(), (most, seed) => {
      const { size, sentence } = draw(most, seed)
      expect(sizeOf(programs, sentence)).toBe(size)
      for (const [name, isShown] of Object.entries(shows))
        expect([name, some(sentence, isShown)]).toEqual([name, false])
    }),
    { numRuns: 300 },
  )
})

function some(sentence: Sentence, wanted: (node: Record<string, unknown>) => boolean): boolean {
  if (typeof sentence !== 'object' || sentence === null) return false
  if (!Array.isArray(sentence) && wanted(sentence as Record<string, unknown>)) return true
  return Object.values(sentence).some(part => some(part as Sentence, wanted))
}

test('what ends a list comes last, as a rule', () => {
  const ending = list(
    choice(alternative('goes on', 1, node('on', 1)), alternative('ends', 1, node('end', 1), true)),
    0,
    4,
  )
  const drawer = createDrawer()
  const random = randomOf(3)
  const lists = Array.from({ length: 1000 }, () => drawer.draw(ending, 4, random) as unknown as { kind: string }[])
  const count = (at: number): number => lists.filter(one => one[at]?.kind === 'end').length
  expect(count(3)).toBeGreaterThan(400)
  for (const before of [0, 1, 2]) expect(count(before)).toBeLessThan(120)
})

test('a size that no sentence has is refused', () => {
  const drawer = createDrawer()
  expect(drawer.has(tiny, 40)).toBe(true)
  expect(() => drawer.draw(literal('a', ['b', 2]), 1, randomOf(1))).toThrow(
    new RangeError('There is no sentence of size 1.'),
  )
  const empty = createDrawer(() => false)
  expect(empty.has(tiny, 0)).toBe(true)
  expect(empty.has(tiny, 1)).toBe(false)
})
