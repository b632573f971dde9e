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

const project = (name: string, ...folders: string[]) => ({
  test: {
    name,
    // Starting a process costs more in a large one, and that is what threads would make of the only one that there is.
    pool: 'forks' as const,
    include: folders.map(folder => `${folder}/**/*.test.ts`),
    exclude: ['**/node_modules/**', ...(name === 'harness' ? ['harness/isolation/**'] : [])],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Node runs the suite and its tests as they stand: a fifth faster, and as in `aexit check`.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})

/**
 * What keeps connections, so that nobody is given those of another, and what starts many processes, which is cheaper the
 * smaller one's own is.
 */
const apart = new Set([
  ...['contextlib', 'cpython-aiohttp', 'fetch-reference', 'fetch-with-libraries', 'http-clients', 'seed-http'],
  ...['cpython', 'typescript', 'mutants'],
])

/** `npm test -- --project NAME` tests one implementation. Where all are tested they share processes, which load the suite. */
const projectsOfImplementations = () => {
  const names = readdirSync('impls', { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
  const alone = process.argv.some(argument => argument.startsWith('--project')) ? new Set(names) : apart
  const together = names.filter(name => !alone.has(name)).map(name => `impls/${name}`)
  return [
    ...names.filter(name => alone.has(name)).map(name => project(name, `impls/${name}`)),
    ...(together.length > 0 ? [project('impls', ...together)] : []),
  ]
}

export default defineConfig({
  test: {
    // Some tests wait for other processes: on two cores a third worker goes on meanwhile.
    maxWorkers: 3,
    isolate: false,
    projects: [
      project('spec', 'spec'),
      project('harness', 'harness'),
      project('isolation', 'harness/isolation'),
      project('fixtures', 'fixtures'),
      ...projectsOfImplementations(),
    ],
  },
})
