import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDrawer } from './draw.ts'
import type { Sentence } from './expression.ts'
import { grammars } from './grammars.fixture.ts'
import { drawFrom, randomOf } from './random.fixture.ts'
import { redraw } from './redraw.ts'
import { sizeOf } from './size.ts'
import { tiny } from './tiny.fixture.ts'

describe.each(grammars)('varying sentences of %s', (name, grammar) => {
  const drawer = createDrawer()
  const draw = drawFrom(grammar, drawer)

  test('gives sentences that are not too large, the same for the same seed', () => {
    let changed = 0
    fc.assert(
      fc.property(fc.nat(14), fc.nat(3), fc.integer(), (atMost, room, seed) => {
        const { size, sentence } = draw(atMost, seed)
        const most = Math.max(atMost, size) + room
        const varied = redraw(drawer, grammar, sentence, most, randomOf(seed))
        const found = sizeOf(grammar, varied)
        expect(found).not.toBe(null)
        expect(found).toBeLessThanOrEqual(most)
        expect(redraw(createDrawer(), grammar, sentence, most, randomOf(seed))).toEqual(varied)
        if (JSON.stringify(varied) !== JSON.stringify(sentence)) changed++
      }),
      { numRuns: 150 },
    )
    // Measured over 1,500 tries: two thirds of the others change, and half of the pipelines.
    expect(changed).toBeGreaterThan(name.includes('operators') ? 45 : 75)
  })
})

test('step by step, every sentence comes from any other', () => {
  const drawer = createDrawer()
  const random = randomOf(7)
  const wanted = new Set<string>()
  for (let i = 0; i < 3000; i++) wanted.add(JSON.stringify(drawer.draw(tiny, 3, random)))
  let sentence: Sentence = []
  for (let steps = 0; steps < 200_000 && wanted.size > 0; steps++) {
    wanted.delete(JSON.stringify(sentence))
    sentence = redraw(drawer, tiny, sentence, 4, random)
  }
  expect([...wanted]).toEqual([])
})

test('a constant changes, and all else stays', () => {
  const drawer = createDrawer()
  const sentence = [
    { pair: [{ kind: 'number', value: 1 }, 'left'] },
    { kind: 'minus', of: { kind: 'minus', of: { kind: 'number', value: 0 } } },
  ]
  const random = randomOf(1)
  const found = new Set(Array.from({ length: 300 }, () => JSON.stringify(redraw(drawer, tiny, sentence, 9, random))))
  for (const [from, to] of [
    ['"left"', '"right"'],
    ['"value":1', '"value":0'],
    ['"value":0', '"value":1'],
  ] as const) {
    expect(found).toContain(JSON.stringify(sentence).replace(from, to))
  }
})

test('a list gets an element more, or one less', () => {
  const drawer = createDrawer()
  const [a, b] = [{ kind: 'number', value: 1 }, { pair: [{ kind: 'number', value: 0 }, 'left'] }]
  const random = randomOf(1)
  const found = Array.from({ length: 300 }, () => redraw(drawer, tiny, [a, b], 9, random))
  expect(found).toContainEqual([a])
  expect(found).toContainEqual([b])
  for (const at of [0, 1, 2]) {
    const more = found.filter(one => Array.isArray(one) && one.length === 3)
    expect(more.some(one => JSON.stringify((one as Sentence[]).toSpliced(at, 1)) === JSON.stringify([a, b]))).toBe(true)
  }
})
