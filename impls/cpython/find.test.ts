import { chmodSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../../harness/implementation/folder.fixture.ts'
import { RuntimeMissing } from '../../harness/index.ts'
import { UsageError } from '../../harness/messages/usage-error.ts'
import { findPython } from './find.ts'

/** The message that is shown where no Python is found. */
function refusalOf(env: Record<string, string>): string {
  try {
    return `found ${findPython(env).command}`
  } catch (thrown) {
    return thrown instanceof RuntimeMissing ? new UsageError(thrown.complaint).message : String(thrown)
  }
}

/** A folder of programs that tell these versions. */
function pathWith(versions: Readonly<Record<string, string>>): string {
  const scripts = Object.entries(versions).map(([name, version]) => [name, `#!/bin/sh\necho '${version}'\n`])
  const { folder } = folderWith(Object.fromEntries(scripts))
  for (const name of Object.keys(versions)) chmodSync(`${folder}/${name}`, 0o755)
  return folder
}

const bad = (name: string) => ({ AEXIT_PYTHON: `fixtures/bad-runtimes/${name}` })

test('a Python that is too old', () => {
  expect(refusalOf(bad('too-old'))).toMatchInlineSnapshot(`
    "cpython needs Python 3.11 or later
      expected  Python 3.11 or later where AEXIT_PYTHON says
      got       fixtures/bad-runtimes/too-old is CPython 3.8.10
      where     the environment variable AEXIT_PYTHON
      to do     install it (Debian: apt-get install python3, macOS: brew install python), or name one in AEXIT_PYTHON"
  `)
})

test('a name that is not there', () => {
  expect(refusalOf(bad('missing'))).toMatchInlineSnapshot(`
    "cpython needs Python 3.11 or later
      expected  Python 3.11 or later where AEXIT_PYTHON says
      got       fixtures/bad-runtimes/missing is not there
      where     the environment variable AEXIT_PYTHON
      to do     install it (Debian: apt-get install python3, macOS: brew install python), or name one in AEXIT_PYTHON"
  `)
})

test.each([
  ['no-version', 'does not tell its version'],
  ['fails', 'exits with code 5 when it is asked for its version'],
])('something else: %s', (name, got) => {
  expect(refusalOf(bad(name))).toContain(`got       fixtures/bad-runtimes/${name} ${got}`)
})

describe('without a name', () => {
  test('the first one on the PATH that is new enough', () => {
    const old = { python3: 'CPython 3.9.2', python: 'CPython 2.7.18' }
    const PATH = pathWith({ ...old, 'python3.12': 'CPython 3.12.1', 'python3.11': 'CPython 3.11.2' })
    expect(findPython({ PATH })).toMatchObject({ command: 'python3.12', release: '3.12.1' })
    expect(findPython({ PATH: pathWith({ python3: 'CPython 3.11.2' }) }).command).toBe('python3')
  })

  test('of another kind than CPython, which is told', () => {
    const PATH = pathWith({ python3: 'PyPy 3.11.13' })
    expect(findPython({ PATH })).toEqual({ command: 'python3', release: '3.11.13', version: 'PyPy 3.11.13' })
  })

  test('a greeting before the version is passed over', () => {
    expect(findPython({ PATH: pathWith({ python3: 'Welcome!\nCPython 3.12.1' }) }).version).toBe('3.12.1')
  })

  test('the interpreter behind a script that looks for it, if it answers the same by itself', () => {
    const { folder } = folderWith({ itself: '#!/bin/sh\necho "CPython 3.12.1 $0"\n' })
    chmodSync(`${folder}/itself`, 0o755)
    expect(findPython({ PATH: pathWith({ python3: `CPython 3.12.1 ${folder}/itself` }) }).command).toBe(
      `${folder}/itself`,
    )
    expect(findPython({ PATH: pathWith({ python3: `CPython 3.12.2 ${folder}/itself` }) }).command).toBe('python3')
    expect(findPython({ PATH: pathWith({ python3: `CPython 3.12.1 ${folder}/gone` }) }).command).toBe('python3')
  })
})
