import { chmodSync } from 'node:fs'
import { expect, test } from 'vitest'
import { folderWith } from '../../harness/implementation/folder.fixture.ts'
import { RuntimeMissing } from '../../harness/index.ts'
import { UsageError } from '../../harness/messages/usage-error.ts'
import { findPython } from './find.ts'

/** The message that is shown where no Python with aiohttp is found. */
function refusalOf(python: string): string {
  try {
    return `found ${findPython({ AEXIT_PYTHON_AIOHTTP: python }).version}`
  } catch (thrown) {
    return thrown instanceof RuntimeMissing ? new UsageError(thrown.complaint).message : String(thrown)
  }
}

/** A program that says this, whatever it is asked. */
function saying(text: string): string {
  const { folder } = folderWith({ python: `#!/bin/sh\necho '${text}'\n` })
  chmodSync(`${folder}/python`, 0o755)
  return `${folder}/python`
}

test('both versions are told', () => {
  expect(refusalOf(saying('aiohttp 3.8.4 (Python 3.11.2)'))).toBe('found 3.8.4 (Python 3.11.2)')
})

test('a Python without aiohttp', () => {
  const python = saying('has no aiohttp')
  expect(refusalOf(python).replaceAll(python, 'my-python')).toMatchInlineSnapshot(`
    "cpython-aiohttp needs a Python with aiohttp
      expected  Python 3 with aiohttp where AEXIT_PYTHON_AIOHTTP says
      got       my-python has no aiohttp
      where     the environment variable AEXIT_PYTHON_AIOHTTP
      to do     install it (Debian: apt-get install python3-aiohttp), or name a Python that has it in AEXIT_PYTHON_AIOHTTP"
  `)
})

test('a name that is not there', () => {
  expect(refusalOf('fixtures/bad-runtimes/missing')).toMatchInlineSnapshot(`
    "cpython-aiohttp needs a Python with aiohttp
      expected  Python 3 with aiohttp where AEXIT_PYTHON_AIOHTTP says
      got       fixtures/bad-runtimes/missing is not there
      where     the environment variable AEXIT_PYTHON_AIOHTTP
      to do     install it (Debian: apt-get install python3-aiohttp), or name a Python that has it in AEXIT_PYTHON_AIOHTTP"
  `)
})

test.each([
  ['no-version', 'does not tell its version'],
  ['fails', 'exits with code 5 when it is asked for its version'],
])('something else: %s', (name, got) => {
  expect(refusalOf(`fixtures/bad-runtimes/${name}`)).toContain(`got       fixtures/bad-runtimes/${name} ${got}`)
})
