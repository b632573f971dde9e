import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readmeWithRules } from './readme.ts'

test("README's table of rules is current: npm run readme writes it", () => {
  const text = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readmeWithRules(text)).toBe(text)
})
