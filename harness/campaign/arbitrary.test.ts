import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { typicalDialect } from '../../spec/dialects/typical.ts'
import { createCounter } from '../../spec/grammar/count.ts'
import { runModel } from '../../spec/model/run.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate, type Program } from '../../spec/program/program.ts'
import { simplerCases } from '../minimise/minimise.ts'
import { caseArbitrary } from './arbitrary.ts'
import { type Case, grammarsOf } from './cases.ts'

const [contextManager, , generator] = profiles as [Profile, Profile, Profile]

/** The counterexample of a property that fails. */
function smallest(profile: Profile, holds: (one: Case) => boolean, parameters: fc.Parameters<[Case]> = {}): Case {
  const { counterexample } = fc.check(fc.property(caseArbitrary(profile, ecmascript), holds), {
    seed: 5,
    numRuns: 1000,
    ...parameters,
  })
  if (!counterexample) throw new Error('The property was to fail, but it held.')
  return counterexample[0]
}

const traceOf = ({ program, schedule }: Case): readonly string[] =>
  runModel(elaborate(program), schedule, ecmascript).trace

describe.each(profiles)('cases of $chapter on $subject', profile => {
  test('are well-formed, and the same for the same seed', () => {
    const dialect = typicalDialect(profile.subject)
    const arbitrary = caseArbitrary(profile, dialect)
    const some = fc.sample(arbitrary, { seed: 1, numRuns: 200 })
    expect(fc.sample(caseArbitrary(profile, dialect), { seed: 1, numRuns: 200 })).toEqual(some)
    for (const one of some) {
      expect(arbitrary.canShrinkWithoutContext(one)).toBe(true)
      elaborate(one.program)
    }
    expect(new Set(some.map(one => JSON.stringify(one))).size).toBeGreaterThan(150)
  })
})

describe('a property that fails', () => {
  test('ends with the smallest program that has what it forbids', () => {
    const { program, schedule } = smallest(
      contextManager,
      one => !traceOf(one).some(event => event.includes('Suppressed')),
    )
    expect(schedule).toEqual([])
    expect(program).toMatchInlineSnapshot(`
      {
        "kind": "program",
        "main": [
          {
            "declaration": "await using",
            "kind": "declare",
            "resources": [
              {
                "carrier": "object",
                "enter": {
                  "checkpoints": 0,
                  "outcome": "entered",
                },
                "exit": {
                  "checkpoints": 0,
                  "outcome": "fails",
                },
                "kind": "disposable",
                "methods": "async",
              },
            ],
            "shadow": false,
          },
          {
            "again": false,
            "kind": "raise",
          },
        ],
      }
    `)
  })

  test.each<[string, Profile, (one: Case) => boolean]>([
    ['what is caught is the end of it', contextManager, one => !/main caught.*main throws/.test(traceOf(one).join())],
    [
      'nothing overtakes',
      generator,
      one =>
        traceOf(one)
          .filter(event => event.startsWith('> '))
          .join() < '> c2',
    ],
    ['everything ends', generator, one => !traceOf(one).includes('main hangs')],
  ])('ends with a case of which no one-step simplification fails: %s', (_, profile, holds) => {
    const found = smallest(profile, holds)
    expect(holds(found)).toBe(false)
    const cases = { counter: createCounter(), grammar: grammarsOf(profile, ecmascript).grammar }
    for (const simpler of simplerCases(cases, found)) expect(holds(simpler)).toBe(true)
  })

  test('shrinks an example that is given as well', () => {
    const event = { kind: 'event' } as const
    const program: Program = { kind: 'program', main: [event, { kind: 'raise', again: false }, event] }
    const found = smallest(contextManager, one => !traceOf(one).some(text => text.startsWith('main throws')), {
      examples: [[{ program, schedule: [1, 2] }]],
      numRuns: 1,
    })
    expect(found).toEqual({ program: { kind: 'program', main: [{ kind: 'raise', again: false }] }, schedule: [] })
  })
})

test('simplifications are made only when they are asked for', () => {
  const arbitrary = caseArbitrary(generator, ecmascript)
  const [one] = fc.sample(arbitrary, { seed: 2, numRuns: 50 }).filter(({ schedule }) => schedule.length > 2) as [Case]
  const first = arbitrary.shrink(one, undefined).getNthOrLast(0)
  expect(first?.value).toEqual({ program: one.program, schedule: [] })
})

test.each([
  null,
  {},
  { program: { kind: 'program', main: [] } },
  { program: { kind: 'program', main: [{ kind: 'yield' }] }, schedule: [] },
  { program: { kind: 'program', main: [] }, schedule: [-1] },
  { program: { kind: 'program', main: [] }, schedule: [0.5] },
])('%j is not of the arbitrary', value => {
  expect(caseArbitrary(contextManager, ecmascript).canShrinkWithoutContext(value)).toBe(false)
})

test('what a dialect gives no meaning to does not occur', () => {
  const never = caseArbitrary(contextManager, { ...ecmascript, exitMayFail: false })
  for (const { program } of fc.sample(never, 300))
    expect(JSON.stringify(program)).not.toContain('"exit":{"checkpoints":0,"outcome":"fails"')
})
