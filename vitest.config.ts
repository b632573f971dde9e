import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { oneThread } from './harness/world/garbage-collector.ts'
import { findPython, variable } from './impls/cpython/find.ts'

// The processes that tests start load the same files each time.
process.env.NODE_COMPILE_CACHE ??= 'node_modules/.cache/compiled'
nameInterpreter()

/** Dozens of tests start Python: the interpreter itself, which is looked for once, instead of a script that looks for it. */
function nameInterpreter(): void {
  try {
    process.env[variable] = findPython(process.env).command
  } catch {
    // The tests that need one say so, and are skipped where none is named.
  }
}

const project = (name: string, include: readonly string[], exclude: readonly string[] = []) => ({
  test: {
    name,
    // Starting a process costs more in a large one, and that is what threads would make of the only one that there is.
    pool: 'forks' as const,
    execArgv: [oneThread],
    include: include.map(folder => `${folder}/**/*.test.ts`),
    exclude: ['**/node_modules/**', ...exclude.map(folder => `${folder}/**`)],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Node runs the suite and its tests as they stand: a fifth faster, and as in `aexit check`.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})

const implementations = readdirSync('impls', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)

/** What is tested in processes of its own. */
const apart = {
  /** They keep connections: nobody is to be given those of another. */
  connected: ['contextlib', 'cpython-aiohttp', 'fetch-reference', 'fetch-with-libraries', 'http-clients', 'seed-http'],
  /** It changes how the engine writes the stacks of errors, by which Pyodide and some tests find files. */
  rewriting: ['babel'],
  /** They start many processes, and that is cheaper the smaller one's own is. */
  starting: ['cpython', 'typescript'],
}

/** `npm test -- --project NAME` tests one room or one implementation. */
const each = () => [
  ...['spec', 'harness', 'fixtures'].map(room => project(room, [room])),
  ...implementations.map(name => project(name, [`impls/${name}`])),
]

/** Where all is tested, it shares processes: each loads the suite, and the engine has to learn to run it fast. */
const all = () => {
  const single = [...apart.connected, ...apart.rewriting]
  const folder = (name: string) => `impls/${name}`
  const starting = ['harness/isolation', ...apart.starting.map(folder)]
  return [
    project('starting processes', starting),
    project('suite', ['spec', 'harness', 'fixtures', 'impls'], [...starting, ...single.map(folder)]),
    ...single.map(name => project(name, [folder(name)])),
  ]
}

export default defineConfig({
  test: {
    // Some tests wait for other processes: on two cores a third worker goes on meanwhile.
    maxWorkers: 3,
    isolate: false,
    projects: process.argv.some(argument => argument.startsWith('--project')) ? each() : all(),
  },
})
