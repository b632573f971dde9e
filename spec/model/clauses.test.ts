import { expect, test } from 'vitest'
import { sampleCampaign } from './campaign.fixture.ts'
import { clauseBranches, clauseCounters } from './clauses.ts'

/** Branches that no program can reach, each with the reason. */
const unreachable: Readonly<Record<string, string>> = {
  'Promise Resolve Functions: a promise is resolved with itself': 'no program gets hold of a promise before it settles',
  'AsyncFromSyncIteratorContinuation: the value of the answer to return() rejects, or of the last one':
    'scripted sync iterators answer return(), and their end, with undefined',
  'yield*: the inner iterator has no return, and the argument rejects':
    'the yield has awaited the argument: its rejection comes as a throw',
  'The async with statement: the error of the exit is dropped': 'in no named dialect: for records of libraries',
  'The async with statement: the error of the exit after a body that ended well is dropped':
    'in no named dialect: for records of libraries',
}

test('a campaign reaches every branch of every clause that can be reached', () => {
  const reached = sampleCampaign()
  const missing = clauseBranches.filter((_, i) => reached[i] === 0).map(({ id }) => id)
  expect(missing.sort()).toEqual(Object.keys(unreachable).sort())
})

test('every branch is listed once, with a link that can be opened', () => {
  expect(new Set(clauseBranches.map(({ id }) => id)).size).toBe(clauseBranches.length)
  for (const { url } of clauseBranches) expect(new URL(url).protocol).toBe('https:')
  expect(clauseCounters()).toHaveLength(clauseBranches.length)
})
