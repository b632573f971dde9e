import { readdirSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

// The processes that tests start load the same hundred files each time.
process.env.NODE_COMPILE_CACHE ??= 'node_modules/.cache/compiled'

/** Every folder of impls/ is a project of its own: `npm test -- --project NAME` tests one implementation. */
const implementations = readdirSync('impls', { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)

const project = (name: string, folder: string) => ({
  test: {
    name,
    include: [`${folder}/**/*.test.ts`],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Node runs the suite and its tests as they stand: a fifth faster, and as in `aexit check`.
    experimental: { viteModuleRunner: false, nodeLoader: false },
  },
})

export default defineConfig({
  test: {
    // Programs under test run natively: nothing of theirs passes through the transform.
    pool: 'forks',
    maxWorkers: 3,
    isolate: false,
    projects: [
      project('spec', 'spec'),
      project('harness', 'harness'),
      project('fixtures', 'fixtures'),
      ...implementations.map(name => project(name, `impls/${name}`)),
    ],
  },
})
