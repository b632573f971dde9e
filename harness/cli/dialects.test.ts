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

test('for a terminal', async () => {
  const { out } = await runWith({}, 'dialects')
  expect(out).toContain('May the exit end an error by its result? exitSuppresses\n  ecmascript  never: no\n')
})
