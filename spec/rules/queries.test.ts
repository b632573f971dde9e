import { describe, expect, test } from 'vitest'
import type { Elaborated } from '../program/program.ts'
import { difference } from './differ.ts'
import type { Difference } from './difference.ts'
import * as queries from './queries.ts'

/** `* ` before an expected event marks an occasion. */
function differ(expected: string[], observed: string[]): Difference {
  const occasions = expected.flatMap((event, index) => (event.startsWith('* ') ? [index] : []))
  const found = difference(
    {} as Elaborated,
    expected.map(event => event.replace(/^\* /, '')),
    observed,
    occasions,
  )
  if (!found) throw new Error('the traces of this test are the same')
  return found
}

describe('what was wanted', () => {
  test('is at an occasion when the rule demands it', () => {
    expect(queries.atOccasion(differ(['a', '* b'], ['a', 'c']))).toBe(true)
    expect(queries.atOccasion(differ(['* a', 'b'], ['a', 'c']))).toBe(false)
  })

  test('may come with another value', () => {
    expect(queries.sameEventOtherValue(differ(['a exit E1'], ['a exit']))).toBe(true)
    expect(queries.sameEventOtherValue(differ(['a exit'], ['b exit']))).toBe(false)
    expect(queries.sameEventOtherValue(differ(['a exit'], []))).toBe(false)
  })

  test('is missing when it happens less often than it must', () => {
    expect(queries.missing(differ(['a exit', 'a exit'], ['a exit']))).toBe(true)
    expect(queries.missing(differ(['a exit', 'main 1'], ['main 1', 'a exit']))).toBe(false)
    expect(queries.missing(differ([], ['a exit']))).toBe(false)
  })

  test('is delayed when it comes after what was got', () => {
    expect(queries.delayed(differ(['a exit', 'main 1'], ['main 1', 'a exit E1']))).toBe(true)
    expect(queries.delayed(differ(['a exit', 'main 1'], ['main 1']))).toBe(false)
  })
})

describe('what was got', () => {
  test('is surplus when it has happened too often by then', () => {
    expect(queries.surplus(differ(['a exit', 'main 1'], ['a exit', 'a exit']))).toBe(true)
    expect(queries.surplus(differ(['main 1', 'a exit'], ['a exit', 'main 1']))).toBe(false)
  })

  test('is early when the rule demands it later', () => {
    expect(queries.early(differ(['main 1', '* a exit'], ['a exit', 'main 1']))).toBe(true)
    expect(queries.early(differ(['main 1', 'a exit'], ['a exit', 'main 1']))).toBe(false)
    // In a loop: the wrong value now, not the next turn too early.
    expect(queries.early(differ(['* main 1: 1', '* main 1: 2'], ['main 1: 2', 'main 1: 2']))).toBe(false)
  })

  test('has overtaken all that stands before it', () => {
    const d = differ(['main 1', 'main 2', '> c1', '* a exit'], ['main 1', 'a exit'])
    expect(queries.overtaken(d).map(event => event.text)).toEqual(['main 2', '> c1'])
    expect(queries.overtaken(differ(['main 1', '* a exit'], ['main 2']))).toEqual([])
  })
})

describe('an exit is under way', () => {
  test.for([
    { name: 'when its end was wanted', expected: ['a exit', 'a exited'], observed: ['a exit', 'main 1'], under: true },
    {
      name: 'when a checkpoint of its own was wanted',
      expected: ['a exit', '> c1', 'a exited'],
      observed: ['a exit', 'main 1'],
      under: true,
    },
    {
      name: 'when it fails after a checkpoint',
      expected: ['a exit', '> c1', 'main caught E1'],
      observed: ['a exit', 'main 1'],
      under: true,
    },
    {
      name: 'when another task has gone on meanwhile',
      expected: ['a exit', 'task2 1', '> c1', 'a exited'],
      observed: ['a exit', 'task2 1', 'main 2'],
      under: true,
    },
    {
      name: 'not when it has settled',
      expected: ['a exit', 'a exited', '> c1'],
      observed: ['a exit', 'a exited', 'main 1'],
      under: false,
    },
    {
      name: 'not before it was called',
      expected: ['main 1', '> c1', 'a exit'],
      observed: ['main 1', 'a exit'],
      under: false,
    },
  ])('$name', ({ expected, observed, under }) => {
    expect(queries.exitUnderWay(differ(expected, observed))).toBe(under)
  })
})
