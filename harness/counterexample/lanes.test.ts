import { expect, test } from 'vitest'
import { parseTrace } from '../../spec/trace/event.ts'
import { laneTable } from './lanes.ts'

const table = (expected: string[], observed: string[]): string =>
  `\n${laneTable(parseTrace(expected), parseTrace(observed))}\n`

const common = ['main 1', 'a enter', 'a entered', 'b enter', '> c1', 'b entered']

test('the first difference is marked', () => {
  expect(
    table(
      [...common, 'b exit', 'b exited', 'a exit', 'a exited', 'main returns'],
      [...common, 'a exit', 'b exit', 'a exited', 'b exited', 'main returns'],
    ),
  ).toMatchInlineSnapshot(`
    "
      main    │ a       │ b
      ────────┼─────────┼────────
      1       │         │
              │ enter   │
              │ entered │
              │         │ enter
      · c1 released
              │         │ entered
      expected:
    ✗         │         │ exit
              │         │ exited
              │ exit    │
              │ exited  │
      returns │         │
      observed:
    ✗         │ exit    │
              │         │ exit
              │ exited  │
              │         │ exited
      returns │         │
    "
  `)
})

test('tasks side by side', () => {
  expect(
    table(
      ['task1 1', 'task2 2', '> c1', 'main 3: 1', 'main 4: done', 'gen1 5', '> c2', 'task1 returns', 'main returns'],
      ['task1 1', 'task2 2', '> c2', 'task2 throws E1', '> c1', 'main hangs'],
    ),
  ).toMatchInlineSnapshot(`
    "
      main    │ task1   │ task2     │ gen1
      ────────┼─────────┼───────────┼─────
              │ 1       │           │
              │         │ 2         │
      expected:
    ✗ · c1 released
      3 1     │         │           │
      4 done  │         │           │
              │         │           │ 5
      · c2 released
              │ returns │           │
      returns │         │           │
      observed:
    ✗ · c2 released
              │         │ throws E1 │
      · c1 released
      hangs   │         │           │
    "
  `)
})

test('what is missing at the end', () => {
  expect(table(['main 1', 'a exit', 'main returns'], ['main 1'])).toMatchInlineSnapshot(`
    "
      main    │ a
      ────────┼─────
      1       │
      expected:
    ✗         │ exit
      returns │
      observed:
    ✗ nothing more
    "
  `)
})

test('what is too much at the end', () => {
  expect(table(['main returns'], ['main returns', 'unhandled E1', 'late a exit'])).toMatchInlineSnapshot(`
    "
      main
      ───────
      returns
      expected:
    ✗ nothing more
      observed:
    ✗ ! unhandled E1
      ! late a exit
    "
  `)
})

test('long values', () => {
  const error = 'SuppressedError(E4, SuppressedError(E3, SuppressedError(E2, E1)))'
  expect(
    table(['a exit', `main throws ${error}`], ['a exit', 'main caught E4', 'main throws E4']),
  ).toMatchInlineSnapshot(`
    "
      main                                                                     │ a
      ─────────────────────────────────────────────────────────────────────────┼─────
                                                                               │ exit
      expected:
    ✗ throws SuppressedError(E4, SuppressedError(E3, SuppressedError(E2, E1))) │
      observed:
    ✗ caught E4                                                                │
      throws E4                                                                │
    "
  `)
})

test('nothing is observed but the end of the process', () => {
  expect(table(['a exit', 'main returns'], ['process is ended by SIGSEGV'])).toMatchInlineSnapshot(`
    "
      main    │ a
      ────────┼─────
      expected:
    ✗         │ exit
      returns │
      observed:
    ✗ ! process is ended by SIGSEGV
    "
  `)
})

test('the compiler refuses the program', () => {
  expect(table(['main 1', 'main returns'], ["refused Unexpected token 'using'"])).toMatchInlineSnapshot(`
    "
      main
      ───────
      expected:
    ✗ 1
      returns
      observed:
    ✗ ! refused Unexpected token 'using'
    "
  `)
})

test('a program that does not end', () => {
  expect(table(['it1 next', 'main returns'], ['it1 next', 'it1 next', 'does not end'])).toMatchInlineSnapshot(`
    "
      main    │ it1
      ────────┼─────
              │ next
      expected:
    ✗ returns │
      observed:
    ✗         │ next
      ! does not end
    "
  `)
})

test('without a difference nothing is marked', () => {
  expect(table(['main 1', 'main returns'], ['main 1', 'main returns'])).toMatchInlineSnapshot(`
    "
      main
      ───────
      1
      returns
    "
  `)
})

test('no events at all', () => {
  expect(table(['main returns'], [])).toMatchInlineSnapshot(`
    "
      main
      ───────
      expected:
    ✗ returns
      observed:
    ✗ nothing more
    "
  `)
})
