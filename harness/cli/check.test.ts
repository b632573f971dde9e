import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../implementation/folder.fixture.ts'
import { UsageError } from '../messages/usage-error.ts'
import { readResults } from '../results/read.ts'
import { failing, outcome, passing, runWith } from './run.fixture.ts'

const unusable = new UsageError({
  what: 'bracket returns no promise',
  expected: 'a promise',
  got: 'undefined',
  where: 'bracket, in the first smoke case',
  fix: 'return the promise',
})

test('all is as expected', async () => {
  expect(await runWith({}, 'check', 'node')).toMatchInlineSnapshot(`
    {
      "asked": [
        {
          "implementation": "node",
          "known": [],
          "onProgress": [Function],
          "seed": 1,
        },
      ],
      "code": 0,
      "err": "aexit 0.1.0, seed 1: node
    node: context-manager on language
    ",
      "out": "node 1.2.3, dialect ecmascript, seed 1

      context-manager  1 passed

    1 passed; 100 cases in 1.0 s

    ",
    }
  `)
})

test('a failing rule', async () => {
  const check = async function* () {
    yield failing
  }
  const { code, out } = await runWith({ engine: { check } }, 'check', 'node')
  expect(code).toBe(1)
  expect(out).toContain('fail context-manager.exit-lifo on language (must)')
})

test.each([
  ['pass', 0],
  ['untested', 0],
  ['unsupported', 0],
  ['fail', 1],
  ['nondeterministic', 1],
  ['error', 1],
] as const)('%s alone gives exit code %d', async (verdict, code) => {
  const check = async function* () {
    yield outcome(verdict)
  }
  expect((await runWith({ engine: { check } }, 'check', 'node')).code).toBe(code)
})

test('the engine is given what was asked for', async () => {
  const args = ['--chapter', 'exit-stack', '--chapter', 'generator', '--rule', 'exit-stack.lifo']
  const { asked } = await runWith({}, 'check', 'node', ...args, '--runs', '50', '--seconds', '1.5', '--seed', '7')
  expect(asked).toEqual([
    {
      implementation: 'node',
      chapters: ['exit-stack', 'generator'],
      rules: ['exit-stack.lifo'],
      runs: 50,
      seconds: 1.5,
      seed: 7,
      known: [],
      onProgress: expect.any(Function),
    },
  ])
})

test('each variant is checked, once', async () => {
  const { asked, out } = await runWith({}, 'check', 'typescript', 'typescript/es2022', 'node')
  expect(asked).toMatchObject([
    { implementation: 'typescript/es2017', seed: 1 },
    { implementation: 'typescript/es2022', seed: 1 },
    { implementation: 'node', seed: 1 },
  ])
  expect(out).toContain('3 implementations: 3 passed; 300 cases in 3.0 s')
})

test('one that is at fault does not keep the others from being checked', async () => {
  const { code, out, err } = await runWith({}, 'check', 'nodee', 'node')
  expect(code).toBe(2)
  expect(out).toContain('1 passed')
  expect(err).toContain('error: no implementation is called nodee')
})

test('a run that breaks off keeps what it has, and leaves valid results', async () => {
  const { folder } = folderWith({})
  const check = async function* ({ implementation }: { implementation: string }) {
    yield passing
    if (implementation === 'node') throw unusable
  }
  const given = { engine: { check }, shell: { cwd: folder } }
  const { code, err } = await runWith(given, 'check', 'node', 'contextlib', '--json', 'results.jsonl')
  expect(code).toBe(2)
  expect(err).toContain('error: bracket returns no promise')
  const runs = readResults(join(folder, 'results.jsonl'))
  expect(runs.map(({ rules, footer }) => [rules.length, footer.aborted])).toEqual([
    [1, 'bracket returns no promise'],
    [1, undefined],
  ])
})

test('results differ in nothing but seconds', async () => {
  const { folder } = folderWith({})
  const results = async (file: string, start: number) => {
    let now = start
    const seconds = () => (now += start)
    const given = { shell: { cwd: folder, seconds } }
    await runWith(given, 'check', 'typescript', '--json', file)
    return readFileSync(join(folder, file), 'utf8').replaceAll(/"seconds":[\d.]+/g, '"seconds":0')
  }
  expect(await results('a.jsonl', 1)).toBe(await results('b.jsonl', 3.25))
})

test('JUnit XML', async () => {
  const { folder } = folderWith({})
  await runWith({ shell: { cwd: folder } }, 'check', 'node', '--junit', 'out/results.xml')
  expect(readFileSync(join(folder, 'out/results.xml'), 'utf8')).toContain('<testsuites name="aexit" tests="1"')
})

test('a file that cannot be written is refused before anything runs', async () => {
  const { folder, neutral } = folderWith({ out: '' })
  const { code, err, asked } = await runWith({ shell: { cwd: folder } }, 'check', 'node', '--json', 'out/results.jsonl')
  expect({ code, asked }).toEqual({ code: 2, asked: [] })
  expect(neutral(err)).toMatchInlineSnapshot(`
    "aexit 0.1.0, seed 1: node
    error: cannot write out/results.jsonl
      expected  a file that can be written
      got       EEXIST: file already exists, mkdir 'FOLDER/out'
      where     FOLDER/out/results.jsonl
      to do     choose another file
    "
  `)
})

test('known failures are expected, and must be delisted once they pass', async () => {
  const list = (rule: string, more = {}) => JSON.stringify([{ rule, reason: 'pops the first', ...more }])
  const { folder } = folderWith({
    'known.json': list('context-manager.exit-lifo'),
    'of-one.json': list('context-manager.exit-lifo', { variants: ['es2017'] }),
    'wrong.json': list('context-manager.exit-liof'),
  })
  const codeOf = async (file: string, result: typeof failing, implementation: string) => {
    const check = async function* () {
      yield result
    }
    const given = { engine: { check }, shell: { cwd: folder } }
    return (await runWith(given, 'check', implementation, '--expectations', file)).code
  }
  expect(await codeOf('known.json', failing, 'node')).toBe(0)
  expect(await codeOf('known.json', passing, 'node')).toBe(1)
  expect(await codeOf('of-one.json', failing, 'typescript/es2017')).toBe(0)
  expect(await codeOf('of-one.json', failing, 'typescript/es2022')).toBe(1)
  expect(await codeOf('of-one.json', failing, 'node')).toBe(2)
  expect(await codeOf('wrong.json', failing, 'node')).toBe(2)
  expect(await codeOf('gone.json', failing, 'node')).toBe(2)
})

test('expectations.json beside an adapter is found', async () => {
  const { folder } = folderWith({ 'pool/expectations.json': '[{ "rule": "exit-stack.lief", "reason": "r" }]' })
  const own = { variant: null, variants: [], subjects: [], version: '1', address: 'pool', name: 'pool' }
  const inspect = async () => [{ ...own, dialect: {} as never, file: join(folder, 'pool/adapter.ts') }]
  const { code, err, asked } = await runWith({ services: { inspect }, shell: { cwd: folder } }, 'check', 'pool')
  expect({ code, asked }).toEqual({ code: 2, asked: [] })
  expect(err).toContain('where     ./pool/expectations.json, entry 1')
})

test('GitHub gets annotations', async () => {
  const check = async function* () {
    yield failing
  }
  const given = { engine: { check }, shell: { env: { GITHUB_ACTIONS: 'true', CI: 'true' } } }
  expect((await runWith(given, 'check', 'node')).out).toContain('::error title=node%3A fail context-manager.exit-lifo')
  expect((await runWith({ engine: { check } }, 'check', 'node')).out).not.toContain('::error')
})

test('progress is a line that is written over on a terminal, and plain lines in CI', async () => {
  const on = async (env: Record<string, string>) =>
    (await runWith({ shell: { terminal: true, env } }, 'check', 'node')).err
  expect(await on({})).toContain('\r\u001B[2Knode: context-manager on language, 0%')
  expect(await on({ CI: 'true' })).toBe('aexit 0.1.0, seed 1: node\nnode: context-manager on language\n')
})

test('nothing is written where nothing is asked for', async () => {
  const { folder } = folderWith({})
  await runWith({ shell: { cwd: folder } }, 'check', 'node')
  expect(existsSync(join(folder, 'results.jsonl'))).toBe(false)
})
