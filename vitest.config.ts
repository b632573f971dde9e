import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { findPython, variable } from './impls/cpython/find.ts'

// The processes that tests start load the same hundred files each time.
process.env.NODE_COMPILE_CACHE ??= 'node_modules/.cache/compiled'
nameInterpreter()

/** Every folder of impls/ is a project of its own: `npm test -- --project NAME` tests one implementation. */
const implementations = readdirSync('impls', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)

/** Dozens of tests start Python: the interpreter itself, which is looked for once, instead of a script that looks for it. */
function nameInterpreter(): void {
  try {
    process.env[variable] = findPython(process.env).command
  } catch {
    // The tests that need one say so, and are skipped where none is named.
  }
}

const project = (name: string, folder: string, pool: 'forks' | 'threads' = 'forks') => ({
  test: {
    name,
    pool,
    include: [`${folder}/**/*.test.ts`],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Node runs the suite and its tests as they stand: a fifth faster, and as in `aexit check`.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})

export default defineConfig({
  test: {
    // Some tests wait for other processes: on two cores a third worker goes on meanwhile.
    maxWorkers: 3,
    isolate: false,
    projects: [
      project('spec', 'spec'),
      project('harness', 'harness'),
      project('fixtures', 'fixtures'),
      // They run in processes of their own: a thread is enough to talk to these, and starts sooner. Mutants do not.
      ...implementations.map(name => project(name, `impls/${name}`, name === 'mutants' ? 'forks' : 'threads')),
    ],
  },
})
