import { expect, test } from 'vitest'
import { clauseBranches, clauseCounters } from './clauses.ts'

test('every branch is listed once, with a link that can be opened', () => {
  expect(new Set(clauseBranches.map(({ id }) => id)).size).toBe(clauseBranches.length)
  for (const { url } of clauseBranches) expect(new URL(url).protocol).toBe('https:')
  expect(clauseCounters()).toHaveLength(clauseBranches.length)
})
