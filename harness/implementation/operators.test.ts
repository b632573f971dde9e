import { expect, test } from 'vitest'
import { asGenerator } from '../../spec/dialects/operators.ts'
import { checkImplementation } from './check.ts'
import { declaredBy } from './declared.ts'

const map = async function* (): AsyncGenerator<unknown> {}

function refusal(operators: unknown): string {
  try {
    checkImplementation({ name: 'mine', operators }, 'mine.ts')
  } catch (thrown) {
    return String(thrown)
  }
  return 'accepted'
}

test('an operator is a function, or an object with one and what it declares', () => {
  expect(refusal({ map })).toBe('accepted')
  expect(refusal({ parallelMap: { run: map, order: 'completion', prefetch: 'unbounded' } })).toBe('accepted')
})

test('what is none is refused by name, with what it must be', () => {
  expect(refusal({ map: 3 })).toContain('the key operators.map has the wrong shape')
  expect(refusal({ map: 3 })).toContain('expected  a function (source, callback) => async iterable')
  expect(refusal({ mop: map })).toContain('operators.mop is not a known key')
  expect(refusal({ take: { count: 1 } })).toContain('operators.take.run')
  expect(refusal({ merge: { run: map, prefetch: -1 } })).toContain("a whole number of at least 0, or 'unbounded'")
  expect(refusal({ chunk: { run: map, part: 'kept' } })).toContain("expected  'dropped' or 'given'")
  expect(refusal({ buffer: 2 })).toContain('expected  a function (source, count) => async iterable')
})

test('what an operator does not declare is what an async generator function does', () => {
  expect(declaredBy({ map, take: { run: map, closes: 'with the last value' } })).toEqual({
    map: asGenerator,
    take: { ...asGenerator, closes: 'with the last value' },
  })
})
