import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../implementation/folder.fixture.ts'
import { runWith } from './run.fixture.ts'

test('as expected', async () => {
  const { code, out, asked } = await runWith({}, 'replay', 'k3.0', 'node')
  expect({ code, asked }).toEqual({ code: 0, asked: [['k3.0', 'node']] })
  expect(out).toMatchInlineSnapshot(`
    "await using a = resource()

      expected   observed
      a enter    a enter

    node does what is expected
    "
  `)
})

test.each([[['context-manager.exit-lifo', 'iteration.trace']], [[]]])(
  'not as expected, breaking %j',
  async violated => {
    const replay = async () => ({
      source: 'await using a = resource()\n',
      expected: ['a enter', 'a exit'],
      observed: ['a enter'],
      same: false,
      violated,
    })
    const { code, out } = await runWith({ engine: { replay } }, 'replay', 'k3.0', 'node')
    expect(code).toBe(1)
    expect(out).toMatchSnapshot()
  },
)

test('--script prints a module and nothing else', async () => {
  const { code, out, asked } = await runWith({}, 'replay', 'context-manager.language.2.1.0-1.z6h', 'node', '--script')
  expect({ code, asked }).toEqual({ code: 0, asked: [['context-manager.language.2.1.0-1.z6h', 'node']] })
  expect(out).toMatch(/^\/\/ aexit replay context-manager.language.2.1.0-1.z6h node\n/)
  expect(out).toMatch(/^const schedule = \[0, 1\];/m)
  expect(out).toMatch(/\nasync function main\(\) \{[\s\S]*\n\/\/ Expected:\n[\s\S]*main (returns|throws).*\n$/)
})

test('--script says which rules are broken, and takes a file', async () => {
  const replay = async () => ({
    source: '',
    expected: ['main returns'],
    observed: [],
    same: false,
    violated: ['context-manager.exit-lifo', 'context-manager.trace'],
  })
  const { folder } = folderWith({})
  const saved = { chapter: 'exit-stack', subject: 'exitStack', program: { kind: 'program', main: [] }, schedule: [2] }
  writeFileSync(join(folder, 'saved.json'), JSON.stringify(saved))
  const given = { engine: { replay }, shell: { cwd: folder } }
  const { code, out } = await runWith(given, 'replay', 'saved.json', 'contextlib', '--script')
  expect(code).toBe(1)
  expect(out.split('\n').slice(0, 2)).toEqual([
    '// context-manager.exit-lifo: Resources are exited in reverse order of entering.',
    '// aexit replay saved.json contextlib',
  ])
  expect(out).toContain('const schedule = [2];')
  expect(out).toContain('const exitStack = () =>')
})
