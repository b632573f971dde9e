import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clock, nextRelease, type Pending } from './schedule.ts'

const pending: fc.Arbitrary<Pending[]> = fc.array(
  fc.record({ name: fc.nat(20).map(place => `c${place}`), step: fc.nat(5) }),
  { minLength: 1, maxLength: 6 },
)
const schedules = fc.array(fc.nat(9), { maxLength: 4 })

test.each<[string, Pending[], number[], string]>([
  ['the only one', [{ name: 'c3', step: 1 }], [5], 'c3'],
  ['time after everything else', [clock, { name: 'c1', step: 9 }], [], 'c1'],
  ['time before that, where the schedule says so', [clock, { name: 'c1', step: 9 }], [1], 'clock'],
  [
    'the oldest, unless the schedule says otherwise',
    [
      { name: 'c1', step: 2 },
      { name: 'c2', step: 1 },
    ],
    [],
    'c2',
  ],
  [
    'within a step, the first in the program',
    [
      { name: 'c10', step: 1 },
      { name: 'c9', step: 1 },
    ],
    [0],
    'c9',
  ],
  [
    'the second oldest',
    [
      { name: 'c1', step: 2 },
      { name: 'c2', step: 1 },
    ],
    [1],
    'c1',
  ],
  [
    'wrapping around',
    [
      { name: 'c1', step: 0 },
      { name: 'c2', step: 0 },
      { name: 'c3', step: 0 },
    ],
    [4],
    'c2',
  ],
  [
    'of two alike, the one that came first',
    [
      { name: 'c1', step: 0 },
      { name: 'c1', step: 0 },
    ],
    [0],
    'c1',
  ],
])('releases %s', (_, waiting, schedule, name) => {
  expect(waiting[nextRelease(waiting, schedule, 0)]?.name).toBe(name)
})

test('each decision takes its own entry', () => {
  const waiting = [
    { name: 'c1', step: 0 },
    { name: 'c2', step: 0 },
  ]
  expect([0, 1, 2, 3].map(decision => nextRelease(waiting, [0, 1, 1], decision))).toEqual([0, 1, 1, 0])
})

test('the order in which checkpoints of different places were reached within a step does not matter', () => {
  fc.assert(
    fc.property(pending, schedules, fc.nat(5), fc.infiniteStream(fc.nat()), (waiting, schedule, decision, keys) => {
      const distinct = [...new Map(waiting.map(one => [one.name, one])).values()]
      const shuffled = distinct.map(one => ({ one, key: keys.next().value })).sort((a, b) => a.key - b.key)
      const first = distinct[nextRelease(distinct, schedule, decision)]
      const mixed = shuffled.map(({ one }) => one)
      expect(mixed[nextRelease(mixed, schedule, decision)]).toEqual(first)
    }),
  )
})

test('every pending checkpoint can be chosen, and nothing else', () => {
  fc.assert(
    fc.property(pending, waiting => {
      const chosen = waiting.map((_, choice) => nextRelease(waiting, [choice], 0))
      expect(chosen.toSorted((a, b) => a - b)).toEqual(waiting.map((_, i) => i))
    }),
  )
})

test('the list is left as it was', () => {
  const waiting = Object.freeze([
    { name: 'c2', step: 0 },
    { name: 'c1', step: 0 },
  ])
  expect(nextRelease(waiting, [], 0)).toBe(1)
})
