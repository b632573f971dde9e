import { expect, test } from 'vitest'
import { batch, examples } from '../cpython/programs.fixture.ts'
import { evaluate } from './evaluate.ts'

test('the driver runs each example as it must', async () => {
  const traces = await evaluate(batch)
  expect(traces.map((trace, i) => `${examples[i]?.what}: ${trace.join('; ')}`)).toEqual(
    examples.map(({ what, trace }) => `${what}: ${trace}`),
  )
})
