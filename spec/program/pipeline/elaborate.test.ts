import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawFrom } from '../../grammar/random.fixture.ts'
import { profiles } from '../profiles.ts'
import { programGrammar } from '../program.ts'
import type { Pipeline, Source } from './ast.ts'
import { elaboratePipeline } from './elaborate.ts'

const source: Source = {
  kind: 'source',
  items: [
    { kind: 'item', waits: false },
    { kind: 'item', waits: true },
  ],
  end: { kind: 'ends', waits: false, outcome: 'fails' },
  close: 'rejects',
}

test('values say where they come from', () => {
  const { sources, callbacks } = elaboratePipeline({
    kind: 'pipeline',
    stage: {
      kind: 'map',
      of: { kind: 'merge', of: [source, source] },
      calls: [{ kind: 'call', waits: true, outcome: 'answers' }],
    },
    consumer: { kind: 'loop', idles: true, bodies: [], leaves: 'at the end' },
  })
  expect(
    sources.map(({ actor, answers }) => [actor, ...answers.map(({ outcome }) => Object.values(outcome).at(-1))]),
  ).toEqual([
    ['it1', 101, 102, 'E1'],
    ['it2', 201, 202, 'E3'],
  ])
  expect(callbacks).toEqual([
    { actor: 'f1', of: 'map', base: 1000, calls: [{ checkpoint: 'c3', outcome: { kind: 'value', value: 1001 } }] },
  ])
})

test('each place of every drawn pipeline has a name of its own, and none is left out', () => {
  const [profile] = profiles.filter(({ form }) => form === 'pipeline')
  const draw = drawFrom(programGrammar('pipeline', profile?.weights ?? {}).programs)
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 16 }), fc.integer(), (most, seed) => {
      const { stage, consumer } = elaboratePipeline(draw(most, seed).sentence as unknown as Pipeline)
      const made = [
        ...JSON.stringify({ stage, consumer }).matchAll(
          /"(?:idle|checkpoint|error|actor)":"([a-zA-Z]+)(\d+)"|"(c)(\d+)"/g,
        ),
      ]
      const names = made.map(([, kind, number, wait, order]) => [kind ?? wait, Number(number ?? order)] as const)
      for (const [kind, given] of Map.groupBy(names, ([kind]) => kind)) {
        const numbers = given.map(([, number]) => number).sort((x, y) => x - y)
        expect([kind, numbers]).toEqual([kind, numbers.map((_, i) => i + 1)])
      }
    }),
    { numRuns: 150 },
  )
})
