import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../implementation/folder.fixture.ts'
import { counterexample } from '../report/sample.fixture.ts'
import { runWith } from './run.fixture.ts'

const finding = (provedSmallest: boolean) => ({
  find: async () => ({ counterexample, cases: 1234, provedSmallest, crashes: [] }),
})

test('nothing is found', async () => {
  const { code, out, asked } = await runWith({}, 'find', 'node', '--rule', 'exit-stack.lifo', '--seed', '3')
  expect({ code, out }).toEqual({ code: 0, out: 'no counterexample to exit-stack.lifo in 100 cases, seed 3\n' })
  expect(asked).toEqual([
    { implementation: 'node', rule: 'exit-stack.lifo', seed: 3, onProgress: expect.any(Function) },
  ])
})

test('what it could not be run to the end with is told', async () => {
  const crashes = ['case 17, exit-stack.language.2.1.fifo.3bb: the implementation exits with code 3']
  const find = async () => ({ counterexample: null, cases: 99, provedSmallest: false, crashes })
  const { code, out, err } = await runWith({ engine: { find } }, 'find', 'node')
  expect({ code, out }).toEqual({ code: 1, out: 'no counterexample to any rule in 99 cases, seed 1\n' })
  expect(err).toContain(`${crashes[0]}\n`)
})

test('a counterexample, with all that helps', async () => {
  const { code, out } = await runWith({ engine: finding(true) }, 'find', 'typescript/es2017')
  expect(code).toBe(1)
  expect(out).toMatchInlineSnapshot(`
    "typescript/es2017 breaks context-manager.exit-lifo on language
      Resources are exited in reverse order of entering.

    await using a = resource()
    await using b = resource()

    expected  a enter, b enter, b exit, a exit
    observed  a enter, b enter, a exit, b exit

    No smaller program fails: all of them were tried.

    Check that disposers are awaited one by one.
    Source: ECMA-262, DisposeResources: https://tc39.es/ecma262/#sec-disposeresources
    Replay: aexit replay k3.0-1 typescript/es2017

    found in 1,234 cases, seed 1
    "
  `)
})

test('one that is only 1-minimal says so', async () => {
  const { out } = await runWith({ engine: finding(false) }, 'find', 'node')
  expect(out).toContain('No single simplification of it still fails.')
})

test('it is kept, whole', async () => {
  const { folder } = folderWith({})
  const given = { engine: finding(false), shell: { cwd: folder } }
  const { out } = await runWith(given, 'find', 'typescript/es2017', '--save')
  const file = 'fixtures/counterexamples/context-manager.exit-lifo.typescript-es2017.json'
  expect(out).toContain(`saved as ./${file}`)
  expect(JSON.parse(readFileSync(join(folder, file), 'utf8'))).toEqual(counterexample)
  expect((await runWith(given, 'find', 'node', '--save', 'kept')).out).toContain(
    'saved as ./kept/context-manager.exit-lifo.node.json',
  )
})

test('a folder that cannot be written', async () => {
  const { folder, neutral } = folderWith({ kept: '' })
  const { code, err } = await runWith(
    { engine: finding(false), shell: { cwd: folder } },
    'find',
    'node',
    '--save',
    'kept',
  )
  expect(code).toBe(2)
  expect(neutral(err)).toContain('cannot write FOLDER/kept/context-manager.exit-lifo.node.json')
})

test('--script prints a module and nothing else', async () => {
  const { folder } = folderWith({})
  const given = { engine: finding(true), shell: { cwd: folder } }
  const { code, out, err } = await runWith(given, 'find', 'typescript/es2017', '--script', '--save')
  expect(code).toBe(1)
  expect(out.split('\n').slice(0, 2)).toEqual([
    '// typescript/es2017 breaks context-manager.exit-lifo: Resources are exited in reverse order of entering.',
    '// aexit replay k3.0-1 typescript/es2017',
  ])
  expect(out).toMatch(/run\(main\);\n\n\/\/ Expected:\n\/\/ {3}main returns\n$/)
  expect(err).toContain('saved as ./fixtures/counterexamples/')
})

test('--script without a counterexample says that there is none', async () => {
  expect((await runWith({}, 'find', 'node', '--script')).out).toContain('no counterexample to any rule')
})
