import { expect, test } from 'vitest'
import { plainCases } from '../../harness/fetching/plain-programs.ts'
import { countReleases } from '../../harness/fetching/quiescence.ts'
import { resolveVariants } from '../../harness/implementation/resolve.ts'
import { makeSubjects } from '../../harness/subjects/make-subjects.ts'
import type { Subject } from '../../harness/subjects/subject.ts'
import { elaborate } from '../../spec/program/program.ts'
import { missing } from './aiohttp.fixture.ts'

/** The program as a subject, with something declared otherwise. */
async function subjectWith(declared: object): Promise<Subject> {
  const [alone] = resolveVariants((await import('./index.ts')).default, './index.ts')
  if (!alone) throw new RangeError('unreachable: it has variants')
  return makeSubjects({ ...alone, fetching: { ...alone.fetching, ...declared } })[0] as Subject
}

test.skipIf(missing !== '')(`nothing is released before the other process has come to rest ${missing}`, async () => {
  // Whenever the scheduler goes on, one request is under way, until all have been answered.
  const { decisions, premature } = await countReleases(await subjectWith({}), 1000, 1)
  expect(decisions).toBeGreaterThanOrEqual(1000)
  expect(premature).toBe(0)
})

test.skipIf(missing !== '')(`where it is not waited for, programs are taken to hang ${missing}`, async () => {
  const hasty = await subjectWith({ idle: undefined })
  const cases = plainCases(100, 5).map(({ program, schedule }) => ({ program: elaborate(program), schedule }))
  expect((await hasty.observe(cases)).flat()).toContain('main hangs')
})
