import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { python } from '../../impls/cpython/python.fixture.ts'
import { pythonOf } from '../../spec/dialects/python.ts'
import { runModel } from '../../spec/model/run.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import { createCases } from '../campaign/cases.ts'
import { scriptFor } from './script.ts'

const each = 8
const dialect = pythonOf(python?.release ?? '3.11.7')

const chapters = profiles.filter(({ subject }) => subject === 'python')
const expectedFrom = (script: string): string[] => {
  const lines = script.trimEnd().split('\n')
  return lines.slice(lines.indexOf('# Expected:') + 1).map(line => line.slice('#   '.length))
}

test.skipIf(!python).each(chapters)('of $chapter prints what the model says', profile => {
  const cases = createCases(profile, dialect, 11, 100)
  const own = Array.from({ length: 80 }, (_, i) => cases.at(100 + i)).filter(
    ({ program }) => JSON.stringify(program).length > 300,
  )
  expect(own.length).toBeGreaterThanOrEqual(each)
  for (const one of own.slice(0, each)) {
    const script = scriptFor(one, { subject: 'python', dialect })
    const printed = execFileSync(python?.command ?? '', ['-'], { input: script, encoding: 'utf8' })
    expect(printed.trimEnd().split('\n')).toEqual(expectedFrom(script))
    expect(expectedFrom(script)).toEqual(runModel(elaborate(one.program), one.schedule, dialect).trace)
  }
})
