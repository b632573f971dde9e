import { expect, test } from 'vitest'
import { resolveImplementations } from '../implementation/resolve.ts'
import { checkWith } from './check.ts'
import { createLocalRunner } from './local-runner.ts'
import type { Runner } from './runner.ts'

test.each([
  { runs: 20, opened: 0 },
  { runs: 10_000, opened: 1 },
])('another runner is opened where there are enough cases for it: $runs a chapter', async ({ runs, opened }) => {
  const [found] = await resolveImplementations('./fixtures/bad-adapters/working.mjs', process.cwd())
  if (!found) throw new Error('unreachable')
  const runner: Runner = {
    ...createLocalRunner(found.implementation),
    subjects: ['bracket', 'exitStack'],
    runOne: async () => ({ source: '', expected: [], observed: [], broken: [] }),
    runRange: async (_, from, to) => ({ cases: to - from, occasions: [], failures: [], known: [] }),
  }
  let count = 0
  const open = async () => {
    count++
    return runner
  }
  await Array.fromAsync(checkWith(runner, { seed: 1, runs }, { most: 2, open }))
  expect(count).toBe(opened)
})
