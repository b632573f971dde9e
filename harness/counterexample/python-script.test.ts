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

const end = '-'.repeat(9)

/**
 * Runs each script from standard input in a process of its own, all forked from one that has imported what they need.
 * What a script leaves behind is thrown away as at its end; the rest of Python's is not, which takes longer than the script.
 */
const forks = `
import asyncio, contextlib, gc, json, os, sys, traceback
gc.freeze()  # else each process writes to every page that it shares
for script in json.load(sys.stdin):
    if os.fork() == 0:
        names = {"__name__": "__main__"}
        try:
            exec(compile(script, "<stdin>", "exec"), names)
        except BaseException:
            traceback.print_exc()
        names.clear()
        gc.collect()
        sys.stdout.flush()
        os._exit(0)
    os.wait()
    print("${end}", flush=True)
`

function printedBy(scripts: readonly string[]): string[] {
  const input = JSON.stringify(scripts)
  const printed = execFileSync(python?.command ?? '', ['-c', forks], { input, encoding: 'utf8' })
  return printed.split(`${end}\n`).slice(0, -1)
}

test.skipIf(!python).each(chapters)('of $chapter prints what the model says', profile => {
  const cases = createCases(profile, dialect, 11, 100)
  const own = Array.from({ length: 80 }, (_, i) => cases.at(100 + i)).filter(
    ({ program }) => JSON.stringify(program).length > 300,
  )
  expect(own.length).toBeGreaterThanOrEqual(each)
  const chosen = own.slice(0, each)
  const scripts = chosen.map(one => scriptFor(one, { subject: 'python', dialect }))
  const printed = printedBy(scripts)
  expect(printed).toHaveLength(each)
  for (const [i, one] of chosen.entries()) {
    const expected = expectedFrom(scripts[i] as string)
    expect(printed[i]?.trimEnd().split('\n')).toEqual(expected)
    expect(expected).toEqual(runModel(elaborate(one.program), one.schedule, dialect).trace)
  }
})
