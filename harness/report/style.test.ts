import { Writable } from 'node:stream'
import { WriteStream } from 'node:tty'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { styleFor } from './style.ts'

const RED = '\u001B[31mx\u001B[39m'

beforeEach(() => {
  vi.stubEnv('TERM', 'xterm-256color')
  for (const name of ['FORCE_COLOR', 'NO_COLOR', 'NODE_DISABLE_COLORS', 'CI', 'GITHUB_ACTIONS'])
    vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function red(isTTY: boolean): string {
  const { getColorDepth } = WriteStream.prototype
  return styleFor(Object.assign(new Writable(), isTTY ? { isTTY, getColorDepth } : {}))('red', 'x')
}

test('a terminal shows colours, a pipe does not', () => {
  expect(red(true)).toBe(RED)
  expect(red(false)).toBe('x')
})

test('NO_COLOR takes them away', () => {
  vi.stubEnv('NO_COLOR', '1')
  expect(red(true)).toBe('x')
})

test('FORCE_COLOR brings them to a pipe', () => {
  vi.stubEnv('FORCE_COLOR', '1')
  expect(red(false)).toBe(RED)
})
