/** The Python of this machine, in a process of its own: python3, or what AEXIT_PYTHON names, 3.11 or later. */
import { defineImplementation, pythonOf } from '../../harness/index.ts'
import { findPython } from './find.ts'
import { evaluateIn } from './process.ts'

const { command, version, release } = findPython(process.env)

export default defineImplementation({
  name: 'cpython',
  version,
  homepage: 'https://www.python.org',
  dialect: pythonOf(release),
  runs: 5000,
  language: { syntax: 'python', evaluate: evaluateIn(command) },
})
