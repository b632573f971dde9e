import { expect, test } from 'vitest'
import { runWith } from './run.fixture.ts'

test('the named dialects, and those of implementations', async () => {
  const { code, out } = await runWith({}, 'dialects', 'contextlib', 'typescript', '--markdown')
  expect(code).toBe(0)
  const [head = ''] = out.split('\n')
  expect(head.split('|').map(cell => cell.trim())).toEqual([
    '',
    'question',
    'field',
    'ecmascript',
    'python',
    'contextlib',
    'typescript/es2017',
    'typescript/es2022',
    '',
  ])
})

test('the programs on which the two languages part', async () => {
  const { out } = await runWith({}, 'dialects')
  expect(out).toContain('  python\n    class A:\n')
  expect(out).toContain('    shows a enter, a entered, main 1: 1, a exit E1, a exited, main throws E1\n')
})

test('for a terminal', async () => {
  const { out } = await runWith({}, 'dialects', '--no-programs')
  expect(out).toContain('May the exit end an error by its result? exitSuppresses\n  ecmascript  never: no\n')
})
