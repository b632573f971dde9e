import { expect, test } from 'vitest'
import type { Dialect } from './dialect.ts'
import { python, pythonOf } from './python.ts'

const left = { secondYield: 'left' } as const
const passes = { stopThrownBeforeStart: 'passes' } as const
const exitFirst = { managerLookup: 'exit first' } as const

test.each<[version: string, difference: Partial<Dialect>]>([
  ['3.11.2', left],
  ['3.11.6', left],
  ['3.11.7', {}],
  ['3.11', {}],
  ['3.12.0', { ...left, ...passes }],
  ['3.12.1', passes],
  ['3.13.0', passes],
  ['3.14.2', { ...passes, ...exitFirst }],
  ['3.15.0a1', { ...passes, ...exitFirst }],
])('CPython %s', (version, difference) => {
  expect(pythonOf(version)).toEqual({ ...python, ...difference })
})
