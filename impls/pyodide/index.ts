/** CPython as WebAssembly, in this process: what runs in browsers, and needs no Python on the machine. */
import { createRequire } from 'node:module'
import { version } from 'pyodide'
import { defineImplementation, pythonOf } from '../../harness/index.ts'
import { evaluate } from './evaluate.ts'

const { info } = createRequire(import.meta.url)('pyodide/pyodide-lock.json') as { info: { python: string } }

export default defineImplementation({
  name: 'pyodide',
  version: `${version} (Python ${info.python})`,
  homepage: 'https://pyodide.org',
  dialect: pythonOf(info.python),
  // All chapters in some 15 seconds, of which it takes a few to be loaded.
  runs: 1500,
  language: { syntax: 'python', evaluate },
})
