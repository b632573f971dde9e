import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
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

const project = (name: string, include: string[], pool: 'forks' | 'threads' = 'forks') => ({
  test: {
    name,
    pool,
    include,
    exclude: ['**/node_modules/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Node runs the suite and its tests as they stand: a fifth faster, and as in `aexit check`.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})

/** Connections are kept by process: what fetches has one of its own, so that nobody is given those of another. */
const fetching = new Set([
  'contextlib',
  'cpython-aiohttp',
  'fetch-reference',
  'fetch-with-libraries',
  'http-clients',
  'seed-http',
])

/** `npm test -- --project NAME` tests one implementation. Where all are tested they share workers, which load the suite. */
const projectsOfImplementations = () => {
  const names = readdirSync('impls', { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'mutants')
    .map(entry => entry.name)
  const alone = process.argv.some(argument => argument.startsWith('--project')) ? new Set(names) : fetching
  const filesOf = (name: string) => `impls/${name}/**/*.test.ts`
  const together = names.filter(name => !alone.has(name))
  return [
    ...names.filter(name => alone.has(name)).map(name => project(name, [filesOf(name)], 'threads')),
    ...(together.length > 0 ? [project('impls', together.map(filesOf), 'threads')] : []),
  ]
}

export default defineConfig({
  test: {
    // Some tests wait for other processes: on two cores a third worker goes on meanwhile.
    maxWorkers: 3,
    isolate: false,
    projects: [
      project('spec', ['spec/**/*.test.ts']),
      project('harness', ['harness/**/*.test.ts']),
      project('fixtures', ['fixtures/**/*.test.ts']),
      project('mutants', ['impls/mutants/**/*.test.ts']),
      ...projectsOfImplementations(),
    ],
  },
})
