import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import type { Description } from '../implementation/inspect.ts'
import { suggest } from '../messages/nearest.ts'
import { UsageError } from '../messages/usage-error.ts'
import { counterexample, knowledge, rules } from '../report/sample.fixture.ts'
import { plain } from '../report/style.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import type { Services, Shell } from './context.ts'
import type { Engine } from './engine.ts'
import { run } from './program.ts'

/* The program with an engine that answers at once, and streams that are kept. */

export function outcome(verdict: RuleOutcome['verdict'], more: Partial<RuleOutcome> = {}): RuleOutcome {
  const own = { rule: 'context-manager.exit-lifo', chapter: 'context-manager', subject: 'language' } as const
  return { ...own, level: 'must', verdict, cases: 100, occasions: 40, ...more }
}

export const passing = outcome('pass')
export const failing = outcome('fail', { counterexample })

function description(name: string, variants: string[], variant: string | null): Description {
  return {
    name: variant === null ? name : `${name}/${variant}`,
    version: '1.2.3',
    dialect: name === 'contextlib' ? python : ecmascript,
    variant,
    variants,
    subjects: ['language'],
    address: variant === null ? name : `${name}/${variant}`,
    file: `/adapters/${name}/adapter.ts`,
  }
}

const known: readonly Description[] = [
  description('node', [], null),
  description('contextlib', [], null),
  description('typescript', ['es2017', 'es2022'], 'es2017'),
  description('typescript', ['es2017', 'es2022'], 'es2022'),
]

async function inspect(typed: string): Promise<Description[]> {
  const found = known.filter(({ address }) => address === typed || address.startsWith(`${typed}/`))
  if (found.length > 0) return found
  throw new UsageError({
    what: `no implementation is called ${typed}`,
    expected: 'the name of a folder in impls/',
    got: typed,
    where: './impls',
    fix: suggest(
      typed,
      known.map(({ address }) => address),
      '',
    ),
  })
}

export interface Given {
  readonly engine?: Partial<Engine>
  readonly shell?: Partial<Shell>
  readonly services?: Partial<Services>
}

/** Runs a command line; what it asked the engine for is kept in `asked`. */
export async function runWith(given: Given, ...args: string[]) {
  let out = ''
  let err = ''
  let now = 0
  const asked: unknown[] = []
  const engine: Engine = {
    async *check(options) {
      asked.push(options)
      options.onProgress?.({ chapter: 'context-manager', subject: 'language', done: 0, total: 100 })
      yield passing
    },
    async find(options) {
      asked.push(options)
      return { counterexample: null, cases: 100, provedSmallest: false, crashes: [] }
    },
    async compare(a, b, options) {
      asked.push([a, b, options])
      return { differences: [], cases: 100 }
    },
    async replay(tokenOrFile, implementation) {
      asked.push([tokenOrFile, implementation])
      return {
        source: 'await using a = resource()',
        expected: ['a enter'],
        observed: ['a enter'],
        same: true,
        violated: [],
      }
    },
    ...given.engine,
  }
  const shell: Shell = {
    out: text => {
      out += text
    },
    err: text => {
      err += text
    },
    style: plain,
    env: {},
    terminal: false,
    columns: 100,
    cwd: '/nowhere',
    seconds: () => now++,
    ...given.shell,
  }
  const services: Services = {
    version: '0.1.0',
    runtime: 'node 24.0.0 linux x64',
    rules,
    engine,
    inspect,
    renderCounterexample: knowledge.renderCounterexample,
    ...given.services,
  }
  const code = await run(args, { shell, services })
  return { code, out, err, asked }
}
