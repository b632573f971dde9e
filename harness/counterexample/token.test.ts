import { describe, expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { typicalDialect } from '../../spec/dialects/typical.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { type Case, createCases } from '../campaign/cases.ts'
import { UsageError } from '../messages/usage-error.ts'
import { caseOf, isToken, numberingOf, tokenOf } from './token.ts'

describe.each(profiles)('$chapter on $subject', profile => {
  const dialect = typicalDialect(profile.subject)

  // Whether exits may fail says something of the programs of a bracket only.
  const answers = profile.subject === 'bracket' ? [true, false] : [dialect.exitMayFail]

  test.each(answers)('a token is one word, and gives the case back (exits may fail: %j)', exitMayFail => {
    const cases = createCases(profile, { ...dialect, exitMayFail }, 3, 200)
    for (let index = 0; index < 200; index += 4) {
      const one = cases.at(index)
      const token = tokenOf(profile, one)
      expect(isToken(token)).toBe(true)
      expect(token).toMatch(/^\S+$/)
      expect(caseOf(token)).toEqual({ profile, case: one })
    }
  })
})

const [first] = profiles
const token = first ? tokenOf(first, createCases(first, ecmascript, 1, 100).at(3)) : ''

test('tokens are written as before', () => {
  expect(token).toMatchInlineSnapshot(`"context-manager.language.1.2.fifo.1hf"`)
})

test('pipelines with operators that came later have numbers behind those without', () => {
  const operators = profiles.find(({ subject }) => subject === 'operators') as Profile
  const indexOf = (kind: 'drop' | 'chunk'): number => {
    const of = {
      kind: 'source',
      items: [],
      end: { kind: 'ends', waits: false, outcome: 'done' },
      close: 'answers',
    } as const
    const consumer = { kind: 'loop', idles: false, bodies: [], leaves: 'at the end' } as const
    const one: Case = { program: { kind: 'pipeline', stage: { kind, of, count: 1 }, consumer }, schedule: [] }
    expect(caseOf(tokenOf(operators, one)).case).toEqual(one)
    return Number.parseInt(tokenOf(operators, one).split('.')[3] as string, 36)
  }
  const { counter, grammar } = numberingOf({ ...operators, weights: { ...operators.weights, chunk: 0, buffer: 0 } })
  const without = Number(counter.count(grammar, 2))
  expect([indexOf('drop') < without, indexOf('chunk') >= without]).toEqual([true, true])
})

test.each([
  '',
  'k3.0',
  token.replace('context-manager', 'context-managers'),
  token.replace('language', 'exitStack'),
  token.replace('fifo', ''),
  token.replace('fifo', '1-'),
  token.replace('fifo', '1--2'),
  token.replace('fifo', '-1'),
  // Counting programs of such a size would take minutes.
  token.replace('.1.', '.999.'),
  `${token}.fifo`,
  `${token} `,
  token.replace(/\.(\w+)\.fifo/, '.zzzzzz.fifo'),
  token.slice(0, -4),
  token.replace(/\.(\w+)\.fifo/, '.A.fifo'),
])('%j is no token', text => {
  expect(() => caseOf(text)).toThrow(UsageError)
})

test('a token whose number is that of another program by now is told so', () => {
  const parts = token.split('.')
  const [check = ''] = parts.splice(-1)
  expect(() => caseOf([...parts, check === '000' ? '001' : '000'].join('.'))).toThrow(
    'this replay token is of another version of the suite, or was not copied as it stands',
  )
})

test('the message says what one looks like', () => {
  expect(() => caseOf('k3.0')).toThrowErrorMatchingInlineSnapshot(`
    [UsageError: this is no replay token
      expected  chapter.subject.size.index.schedule.check, such as generator.language.5.1f3.0-2.byo, as a report prints it
      got       k3.0
      where     the command line
      to do     copy the whole token; one of another version of the suite may mean nothing here: replay the saved file instead]
  `)
})

test('a program of another profile has no token in this one', () => {
  const [bracket] = profiles.filter(({ subject }) => subject === 'bracket')
  const other = createCases(profiles[2] as (typeof profiles)[number], ecmascript, 1, 100).at(96)
  expect(() => tokenOf(bracket as NonNullable<typeof bracket>, other)).toThrow(RangeError)
})
