import { expect, test } from 'vitest'
import { describeThrown, describeValue } from './describe-value.ts'

class Pool {}

test.each([
  [undefined, 'undefined'],
  [null, 'null'],
  [3, 'the number 3'],
  [true, 'the boolean true'],
  [3n, 'the bigint 3'],
  ['x\ny', String.raw`the string "x\ny"`],
  ['x'.repeat(99), `the string "${'x'.repeat(59)}…"`],
  [Symbol('s'), 'the symbol Symbol(s)'],
  [() => {}, 'a function'],
  [Pool, 'the class Pool'],
  [describeValue, 'the function describeValue'],
  [[1, 2], 'an array of 2'],
  [{}, 'an object without keys'],
  [{ a: 1, b: 2 }, 'an object with the keys a, b'],
  [Promise.resolve(), 'a promise'],
  [new RangeError('far'), 'the error RangeError: far'],
])('%o', (value, words) => {
  expect(describeValue(value)).toBe(words)
})

test('what was thrown', () => {
  expect(describeThrown(new TypeError('no pool\nat all'))).toBe('TypeError: no pool')
  expect(describeThrown(undefined)).toBe('undefined (not an error)')
  const hostile = Object.defineProperty(new Error('x'), 'message', {
    get: () => {
      throw new Error('no')
    },
  })
  expect(describeThrown(hostile)).toBe('something that cannot be read')
})
