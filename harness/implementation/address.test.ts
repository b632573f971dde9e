import { expect, test } from 'vitest'
import { addressOf, parseAddress } from './address.ts'

test.each([
  ['typescript', { kind: 'folder', folder: 'typescript', variant: null }],
  ['typescript/es2017', { kind: 'folder', folder: 'typescript', variant: 'es2017' }],
  ['mutants/exit-stack/order', { kind: 'folder', folder: 'mutants', variant: 'exit-stack/order' }],
  ['./x.ts', { kind: 'path', path: './x.ts', variant: null }],
  ['x.mjs', { kind: 'path', path: 'x.mjs', variant: null }],
  ['../pool/x.mts#fast', { kind: 'path', path: '../pool/x.mts', variant: 'fast' }],
  ['/opt/pool', { kind: 'path', path: '/opt/pool', variant: null }],
  ['.', { kind: 'path', path: '.', variant: null }],
])('%s', (typed, address) => {
  const parsed = parseAddress(typed)
  expect(parsed).toEqual(address)
  expect(addressOf(parsed, parsed.variant)).toBe(typed)
})
