import { expect, test } from 'vitest'
import { python } from '../../dialects/python.ts'
import { elaborate } from '../../program/program.ts'
import { runModel } from '../run.ts'
import { program } from './build.fixture.ts'
import { pythonExamples } from './examples.fixture.ts'

test.for(pythonExamples)('$title', ({ main, trace }) => {
  expect(runModel(elaborate(program(main)), [], python).trace).toEqual(trace)
})

test('no two examples have the same title', () => {
  expect(new Set(pythonExamples.map(({ title }) => title)).size).toBe(pythonExamples.length)
})
