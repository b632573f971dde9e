import { expect, test } from 'vitest'
import { formatTraces } from './traces.ts'

test('traces side by side, marked where they part', () => {
  const columns = [
    { name: 'expected', trace: ['main 1', 'a enter', 'a exit', 'main returns'] },
    { name: 'observed', trace: ['main 1', 'a enter', 'main returns'] },
  ]
  expect(formatTraces(columns)).toMatchInlineSnapshot(`
    "  expected       observed
      main 1         main 1
      a enter        a enter
    ≠ a exit         main returns
      main returns"
  `)
})

test('an end that comes too early is a difference', () => {
  const columns = [
    { name: 'a', trace: ['main 1', 'main 2'] },
    { name: 'b', trace: ['main 1'] },
  ]
  expect(formatTraces(columns)).toMatchInlineSnapshot(`
    "  a        b
      main 1   main 1
    ≠ main 2"
  `)
})
