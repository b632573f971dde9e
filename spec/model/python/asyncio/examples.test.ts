import { expect, test } from 'vitest'
import { elaborate } from '../../../program/program.ts'
import { runModel } from '../../run.ts'
import { program } from '../build.fixture.ts'
import { taskExamples } from './examples.fixture.ts'

test.for(taskExamples)('$title', ({ main, schedule, dialect, trace }) => {
  expect(runModel(elaborate(program(main)), schedule, dialect).trace).toEqual(trace)
})

test('no two examples have the same title', () => {
  expect(new Set(taskExamples.map(({ title }) => title)).size).toBe(taskExamples.length)
})
