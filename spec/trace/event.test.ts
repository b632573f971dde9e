import { expect, test } from 'vitest'
import { parseTrace } from './event.ts'

test('every event of the table is split into its parts', () => {
  const trace = [
    'main 3',
    'main 3: SuppressedError(E2, E1)',
    'main 4: throws E1',
    'main caught E1 <- E2',
    'a enter',
    '> c2',
    'a exit E1',
    'it1 next undefined',
    'it1 return',
    '> c10',
    'main returns done 4',
    'main hangs',
    'unhandled E1',
  ]
  const parsed = parseTrace(trace)
  expect(parsed.map(({ text }) => text)).toEqual(trace)
  expect(parsed.map(({ step, actor, what, value }) => [step, actor, what, value].join(' | '))).toMatchInlineSnapshot(`
    [
      "0 | main | 3 | ",
      "0 | main | 3 | SuppressedError(E2, E1)",
      "0 | main | 4 | throws E1",
      "0 | main | caught | E1 <- E2",
      "0 | a | enter | ",
      "1 | > | c2 | ",
      "1 | a | exit | E1",
      "1 | it1 | next | undefined",
      "1 | it1 | return | ",
      "2 | > | c10 | ",
      "2 | main | returns | done 4",
      "2 | main | hangs | ",
      "2 | unhandled | E1 | ",
    ]
  `)
  expect(parsed.map(({ index }) => index)).toEqual(trace.map((_, i) => i))
})

test('nothing is nothing', () => {
  expect(parseTrace([])).toEqual([])
})
