import { describe, expect, test } from 'vitest'
import type { Program, Statement } from '../../spec/program/ast.ts'
import { profileOf } from '../campaign/chapter.ts'
import { tokenOf } from '../counterexample/token.ts'
import { explainer, type KnownFailure, knownFailures } from './known.ts'

const program = (...main: Statement[]): Program => ({ kind: 'program', main })
const event: Statement = { kind: 'event' }
const next: Statement = { kind: 'request', generator: 0, calls: [{ kind: 'next', value: 'none' }] }
const finalized = (value: 'plain' | 'rejected'): Statement => ({
  kind: 'try',
  block: [{ kind: 'yield', value, records: false }],
  handler: null,
  finalizer: [{ kind: 'checkpoint' }],
})
const opened = (...generator: Statement[]): Statement => ({ kind: 'open', generator, body: [next] })
const profile = profileOf('generator', 'language') as NonNullable<ReturnType<typeof profileOf>>
const token = tokenOf(profile, { program: program(opened(finalized('plain'))), schedule: [] })
const listed = (rule: string, ...programs: string[]): KnownFailure[] => [
  { rule, subject: null, programs, whole: programs.length === 0 },
]

describe('with a program', () => {
  const explains = explainer(listed('generator.close-runs-finally', token), 'language')
  const broken = ['generator.delegate', 'generator.trace']

  test('what can be simplified to it is known, whatever it breaks', () => {
    expect(explains({ program: program(event, opened(event, finalized('rejected'))), broken })).toBe(true)
  })
  test('what lacks a part of it is not', () => {
    expect(explains({ program: program(opened(event)), broken: ['generator.close-runs-finally'] })).toBe(false)
  })
  test('on another subject it explains nothing', () => {
    const elsewhere = explainer(listed('generator.close-runs-finally', token), 'bracket')
    expect(elsewhere({ program: program(opened(finalized('plain'))), broken })).toBe(false)
  })
})

describe('as a whole', () => {
  test('what breaks it is known', () => {
    const explains = explainer(listed('generator.delegate'), 'language')
    expect(explains({ program: program(), broken: ['generator.delegate', 'generator.trace'] })).toBe(true)
    expect(explains({ program: program(), broken: ['generator.trace'] })).toBe(false)
  })
  test('what breaks another rule as well is not, unless that one is listed so too', () => {
    const broken = ['generator.delegate', 'generator.values-in-order', 'generator.trace']
    expect(explainer(listed('generator.delegate'), 'language')({ program: program(), broken })).toBe(false)
    const both = [...listed('generator.delegate'), ...listed('generator.values-in-order')]
    expect(explainer(both, 'language')({ program: program(), broken })).toBe(true)
  })
  test('the whole trace explains only what breaks no other rule', () => {
    const explains = explainer(listed('generator.trace'), 'language')
    expect(explains({ program: program(), broken: ['generator.trace'] })).toBe(true)
    expect(explains({ program: program(), broken: ['generator.delegate', 'generator.trace'] })).toBe(false)
  })
})

test('one program or several', () => {
  const entry = { rule: 'generator.delegate', reason: 'r' }
  expect(
    knownFailures([
      entry,
      { ...entry, program: token },
      { ...entry, program: [token] },
      { ...entry, program: token, whole: true },
    ]),
  ).toEqual([
    { rule: 'generator.delegate', subject: null, programs: [], whole: true },
    { rule: 'generator.delegate', subject: null, programs: [token], whole: false },
    { rule: 'generator.delegate', subject: null, programs: [token], whole: false },
    { rule: 'generator.delegate', subject: null, programs: [token], whole: true },
  ])
})
