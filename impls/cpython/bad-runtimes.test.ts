import { afterEach, describe, expect, test, vi } from 'vitest'
import * as engine from '../../harness/campaign/run.ts'
import type { CheckOptions } from '../../harness/cli/engine.ts'
import { runWith } from '../../harness/cli/run.fixture.ts'
import { inspect } from '../../harness/implementation/inspect.ts'
import { defaultLimits } from '../../harness/isolation/limits.ts'

/* `aexit check cpython` where the Python of the machine is bad. */

afterEach(() => void vi.unstubAllEnvs())

/** Few cases, and no patience for what blocks. */
const hasty = {
  ...engine,
  check: (options: CheckOptions) => engine.check({ ...options, runs: 12 }, { ...defaultLimits, answer: 1500 }),
}

function check(python: string) {
  vi.stubEnv('AEXIT_PYTHON', `fixtures/bad-runtimes/${python}`)
  const given = { engine: hasty, services: { inspect }, shell: { cwd: process.cwd() } }
  return runWith(given, 'check', 'cpython', '--chapter', 'context-manager')
}

test.each([
  ['too-old', 'got       fixtures/bad-runtimes/too-old is CPython 3.8.10'],
  ['missing', 'got       fixtures/bad-runtimes/missing is not there'],
])('one that cannot be used is the fault of the adapter: %s', async (python, got) => {
  const { code, out, err } = await check(python)
  expect(code).toBe(2)
  expect(err).toContain('error: cpython needs Python 3.11 or later\n')
  expect(err).toContain(got)
  expect(out).toBe('')
})

describe('one that gives up is told of once', () => {
  test.each([
    ['exits', 'exits with code 1: ModuleNotFoundError: No module named json'],
    ['killed', 'is ended by SIGKILL'],
  ])('%s', async (python, how) => {
    const { code, out } = await check(python)
    expect(code).toBe(1)
    expect(out).toMatch(/the simplest case, context-manager\.python\.\S+: the implementation cannot run it: /)
    expect(out).toContain(`fixtures/bad-runtimes/${python} ${how}`)
    expect(out).toContain('1 in error')
  })

  test('never-answers', async () => {
    const { code, out } = await check('never-answers')
    expect(code).toBe(1)
    expect(out).toMatch(/the simplest case, \S+: the implementation does not answer within 1\.5 seconds/)
  })
})
