import { expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { fetchingSubject } from '../subjects/fetching.ts'
import { plainPool } from './plain-pool.ts'
import { countReleases } from './quiescence.ts'

test.for(['fetchStub', 'fetchMsw', 'fetchServer'] as const)('%s: nothing is released too early', async kind => {
  const { decisions, premature } = await countReleases(fetchingSubject(kind, ecmascript, plainPool), 1000)
  expect(decisions).toBeGreaterThanOrEqual(1000)
  expect(premature).toBe(0)
})

test('a scheduler that does not wait is found out', async () => {
  const subject = fetchingSubject('fetchStub', ecmascript, plainPool)
  const hasty = {
    ...subject,
    observe: async (...cases: Parameters<typeof subject.observe>) => {
      const traces = await subject.observe(...cases)
      return traces.map(trace => trace.filter(event => event !== 'r2 request'))
    },
  }
  expect((await countReleases(hasty, 500)).premature).toBeGreaterThan(0)
})
