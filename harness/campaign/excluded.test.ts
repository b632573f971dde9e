import { expect, test } from 'vitest'
import { evaluateIn } from '../../impls/cpython/process.ts'
import { python as found } from '../../impls/cpython/python.fixture.ts'
import { python } from '../../spec/dialects/python.ts'
import * as b from '../../spec/model/build.fixture.ts'
import * as p from '../../spec/model/python/build.fixture.ts'
import { printPython } from '../../spec/print/python.ts'
import { elaborate } from '../../spec/program/program.ts'
import type { Subject } from '../subjects/subject.ts'
import type { Case } from './cases.ts'
import { execute, rulesOf, runCases } from './chapter.ts'

/* A case to which nothing can be held is not run: on CPython this one never ends. */

const ring = b.stack('held', p.push('again'), p.push('fails'), b.raise)
const manager = p.byFunction(p.excepts([ring], [b.yields(), b.raise]))
const endless: Case = { program: p.program([b.stack('held', p.enter(manager))]), schedule: [] }
const plain: Case = { program: p.program([b.event]), schedule: [] }

const asked: number[] = []
const subject: Subject = {
  kind: 'python',
  dialect: python,
  exact: true,
  observe: async cases => {
    asked.push(cases.length)
    return cases.map(() => ['main 1', 'main returns'])
  },
}

test('it is left out, and not counted', async () => {
  const { cases, failures } = await runCases(
    subject,
    rulesOf('exit-stack', python, 'python'),
    [plain, endless, plain],
    () => false,
  )
  expect([asked, cases, failures.size]).toEqual([[2], 2, 0])
})

test('replayed, it says so', async () => {
  const [execution] = await execute(subject, [], [endless])
  expect(execution).toMatchObject({ observed: ['left out endless-context-fix'], violation: null })
})

test.skipIf(!found)('on CPython it does not end', async () => {
  const evaluate = evaluateIn(found?.command ?? '')
  const batch = [{ source: printPython(elaborate(endless.program)), schedule: [] }]
  await expect(evaluate(batch)).rejects.toThrow('does not come to the end of a case: it was in _fix_exception_context')
})
