import { expect, test } from 'vitest'
import { UsageError } from './usage-error.ts'

test('says what, expected, got, where and what to do, for each complaint', () => {
  const complaint = { what: 'a is b', expected: 'a', got: 'b\nb', where: 'here', fix: 'make it a' }
  expect(new UsageError(complaint, { ...complaint, what: 'c is b' }).message).toMatchInlineSnapshot(`
    "a is b
      expected  a
      got       b
                b
      where     here
      to do     make it a

    c is b
      expected  a
      got       b
                b
      where     here
      to do     make it a"
  `)
})
