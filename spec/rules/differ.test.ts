import { expect, test } from 'vitest'
import type { Elaborated } from '../program/program.ts'
import { difference } from './differ.ts'

const program = {} as Elaborated

test('gives nothing when the traces are the same', () => {
  expect(difference(program, ['main 1', 'main 2'], ['main 1', 'main 2'])).toBe(undefined)
  expect(difference(program, [], [])).toBe(undefined)
})

test('finds the first event that differs', () => {
  const found = difference(
    program,
    ['main 1', '> c1', 'a exit E1', 'main 2'],
    ['main 1', '> c1', 'a exit', 'main 2'],
    [2],
  )
  expect(found).toMatchObject({
    at: 2,
    wanted: { index: 2, step: 1, actor: 'a', what: 'exit', value: 'E1' },
    got: { index: 2, step: 1, actor: 'a', what: 'exit', value: '' },
    occasions: [2],
  })
})

test('a trace that ends too early differs at its end', () => {
  const found = difference(program, ['main 1', 'main 2'], ['main 1'])
  expect(found).toMatchObject({ at: 1, wanted: { text: 'main 2' }, occasions: [] })
  expect(found?.got).toBe(undefined)
})

test('a trace that goes on too long differs at the end of the other', () => {
  const found = difference(program, ['main 1'], ['main 1', 'main 2'])
  expect(found).toMatchObject({ at: 1, got: { text: 'main 2' } })
  expect(found?.wanted).toBe(undefined)
})
