import { describe, expect, test } from 'vitest'
import { counterexample } from '../report/sample.fixture.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import { applyExpectations, expectationsFor } from './apply.ts'
import type { Expectation } from './expectation.ts'

function outcome(verdict: RuleOutcome['verdict'], more: Partial<RuleOutcome> = {}): RuleOutcome {
  const own = { rule: 'exit-stack.lifo', chapter: 'exit-stack', subject: 'language', level: 'must' } as const
  return { ...own, verdict, cases: 10, occasions: 5, ...more }
}

const listed: Expectation[] = [{ rule: 'exit-stack.lifo', reason: 'pops the first', upstream: 'https://example.org/1' }]
const expectation = { reason: 'pops the first', upstream: 'https://example.org/1' }

test.each([
  ['fail', 'expected-fail'],
  ['pass', 'unexpected-pass'],
] as const)('a listed rule: %s becomes %s', (verdict, becomes) => {
  expect(applyExpectations(outcome(verdict), listed)).toMatchObject({ verdict: becomes, expectation })
})

test.each(['nondeterministic', 'error', 'untested', 'unsupported'] as const)('%s cannot be expected', verdict => {
  const line = applyExpectations(outcome(verdict), listed)
  expect(line.verdict).toBe(verdict)
  expect(line).not.toHaveProperty('expectation')
})

describe('a rule that is listed with programs', () => {
  const [one, other] = ['exit-stack.language.2.1.fifo.3bb', 'exit-stack.language.3.gc.fifo.c9s']
  const entries: Expectation[] = [
    { rule: 'exit-stack.lifo', reason: 'pops the first', program: one },
    { rule: 'exit-stack.lifo', reason: 'pops at random', program: [other] },
  ]
  const tried = (...fails: boolean[]) => ({
    tried: [one, other].map((token, i) => [token, fails[i]] as [string, boolean]),
  })

  test('all of which still fail: expected', () => {
    const line = applyExpectations(outcome('pass', { known: true, ...tried(true, true) }), entries)
    expect(line).toMatchObject({ verdict: 'expected-fail', expectation: { reason: 'pops the first' } })
  })

  test('one of which no longer fails: that one must be delisted', () => {
    const line = applyExpectations(outcome('pass', { known: true, ...tried(true, false) }), entries)
    expect(line).toMatchObject({
      verdict: 'unexpected-pass',
      expectation: { reason: 'pops at random' },
      message: `${other} no longer fails`,
    })
  })

  test('something new fails', () => {
    const line = applyExpectations(outcome('fail', { counterexample, ...tried(true, true) }), entries)
    expect(line.verdict).toBe('fail')
    expect(line.message).toBe('it is listed as failing, but with other programs, of which this is no larger form')
  })

  test('on another subject it is not listed', () => {
    expect(applyExpectations(outcome('pass', { subject: 'disposableStack' }), entries).verdict).toBe('pass')
  })

  test('where its programs were not run nothing is said of it', () => {
    expect(applyExpectations(outcome('pass'), entries).verdict).toBe('pass')
  })
})

test('another rule, another subject', () => {
  expect(applyExpectations(outcome('fail', { rule: 'exit-stack.transfer' }), listed).verdict).toBe('fail')
  const elsewhere: Expectation[] = [{ rule: 'exit-stack.lifo', subject: 'exitStack', reason: 'pops the first' }]
  expect(applyExpectations(outcome('fail'), elsewhere).verdict).toBe('fail')
})

test('the expectations of a variant', () => {
  const all: Expectation[] = [
    { rule: 'a', reason: 'r' },
    { rule: 'b', reason: 'r', variants: ['es2017'] },
  ]
  const rulesFor = (variant: string | null) => expectationsFor(all, variant).map(({ rule }) => rule)
  expect(rulesFor('es2017')).toEqual(['a', 'b'])
  expect(rulesFor('es2022')).toEqual(['a'])
  expect(rulesFor(null)).toEqual(['a'])
})

test('the line has the counterexample without the case', () => {
  const line = applyExpectations(outcome('fail', { counterexample, message: 'm' }), [])
  expect(line).toEqual({
    type: 'rule',
    ...outcome('fail'),
    counterexample: {
      token: 'k3.0-1',
      statements: 2,
      source: counterexample.source,
      expected: counterexample.expected,
      observed: counterexample.observed,
    },
    message: 'm',
  })
})
