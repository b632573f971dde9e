import { expect, test } from 'vitest'
import { ecmascript } from '../dialects/ecmascript.ts'
import type { Block } from '../program/ast.ts'
import { elaborate } from '../program/program.ts'
import { isRacy } from './races.ts'

const ask = { kind: 'request', generator: 0, calls: [{ kind: 'next', value: 'none' }] } as const
const yields: Block = [
  { kind: 'yield', value: 'plain', records: false },
  { kind: 'yield', value: 'plain', records: false },
]

function racy(branches: readonly Block[]): boolean {
  const main: Block = [{ kind: 'open', generator: yields, body: [{ kind: 'concurrently', branches }] }]
  return isRacy(elaborate({ kind: 'program', main }), [], ecmascript)
}

test('two tasks that ask one generator in one step, after awaits of their own', () => {
  const nothing: Block = [
    { kind: 'declare', declaration: 'await using', shadow: false, resources: [{ kind: 'nullish', value: 'null' }] },
  ]
  const waits = { kind: 'labelled', body: nothing } as const
  const reads = { kind: 'for-await', source: { kind: 'generator', body: nothing }, body: [] } as const
  expect(
    racy([
      [waits, waits, waits, ask],
      [reads, ask],
    ]),
  ).toBe(true)
})

test('two tasks that ask one generator in one step, one after a yield and one after the end of another generator', () => {
  const reads = { kind: 'for-await', source: { kind: 'generator', body: [] }, body: [] } as const
  expect(
    racy([
      [ask, ask],
      [reads, ask],
    ]),
  ).toBe(true)
})

test('two tasks that ask in steps of their own', () => {
  expect(
    racy([
      [{ kind: 'checkpoint' }, ask],
      [{ kind: 'checkpoint' }, ask],
    ]),
  ).toBe(false)
})

test('requests in the order of the program', () => {
  expect(racy([[ask], [ask]])).toBe(false)
})
