import { expect, test } from 'vitest'
import { elaborate } from '../program/program.ts'
import { examples } from './examples.fixture.ts'
import { runModel } from './run.ts'

test.for(examples)('$dialect.name: $title', ({ main, dialect, trace }) => {
  expect(runModel(elaborate({ kind: 'program', main }), [], dialect).trace).toEqual(trace)
})

test('no two examples have the same title', () => {
  expect(new Set(examples.map(({ title }) => title)).size).toBe(examples.length)
})
