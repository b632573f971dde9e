import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { collectorFlags } from './harness/world/garbage-collector.ts'
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
    isolate: false,
    // Starting a process costs more in a large one, and that is what threads would make of the only one that there is.
    pool: 'forks' as const,
    execArgv: [...collectorFlags],
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

/** It changes how the engine writes the stacks of errors, by which Pyodide and tests of messages find files. */
const babel = 'impls/babel'

/** `npm test -- --project NAME` tests one room or one implementation. */
const each = () => [
  ...['spec', 'harness', 'fixtures'].map(room => project(room, [room])),
  ...implementations.map(name => project(name, [`impls/${name}`])),
]

/** Where all is tested, it shares processes: each loads the suite, and the engine has to learn to run it fast. */
const all = () => [project('babel', [babel]), project('suite', ['spec', 'harness', 'fixtures', 'impls'], [babel])]

/**
 * What is to be tested first, in this order; where Vitest knows of no durations, it goes by the sizes of files. Starting
 * a process costs more in a large one: what starts many comes while the processes of tests are small. Then what takes
 * longest, so that nobody waits for it at the end.
 */
const first = [
  'harness/isolation/',
  'impls/cpython/',
  'impls/cpython-aiohttp/',
  'impls/pyodide/',
  'impls/typescript/',
  ...['language', 'python', 'library', 'operators', 'asyncio'].map(name => `impls/mutants/${name}.test.ts`),
  'impls/swc/',
  'impls/mutants/',
  'impls/fetch-with-libraries/',
  'impls/http-clients/',
  'fixtures/task-dialects.test.ts',
  'harness/counterexample/',
  'impls/effect/',
  'impls/esbuild/',
  'harness/fetching/',
]

class FirstThingsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const found = first.findIndex(part => moduleId.includes(`/${part}`))
      return found === -1 ? first.length : found
    }
    const projects = Map.groupBy(await super.sort(files), ({ project }) => project.name)
    return [...projects.values()].flatMap(own => own.toSorted((a, b) => rank(a) - rank(b)))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: FirstThingsFirst },
    // Each has to learn to run the suite fast, and what takes longest takes as long on any number of cores.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    projects: process.argv.some(argument => argument.startsWith('--project')) ? each() : all(),
  },
})
