import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { coverageReport } from './coverage-report.ts'

test('fixtures/coverage.md is current: npm run coverage writes it', () => {
  expect(coverageReport()).toBe(readFileSync(new URL('../../fixtures/coverage.md', import.meta.url), 'utf8'))
})
