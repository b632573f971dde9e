import { describe, expect, test } from 'vitest'
import { runWith } from './run.fixture.ts'

test.each([
  [['--help']],
  [['check', '--help']],
  [['find', '--help']],
  [['compare', '--help']],
  [['replay', '--help']],
  [['rules', '--help']],
  [['dialects', '--help']],
])('aexit %j teaches', async args => {
  const { code, out, err } = await runWith({}, ...args)
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatchSnapshot()
})

test('the version', async () => {
  expect(await runWith({}, '--version')).toMatchObject({ code: 0, out: '0.1.0\n' })
})

describe('refused with exit code 2', () => {
  test.each([
    [[]],
    [['chekc', 'node']],
    [['check']],
    [['check', 'node', '--sed', '3']],
    [['check', 'node', '--seed', 'x']],
    [['check', 'node', '--seed', '-1']],
    [['check', 'node', '--seed']],
    [['check', 'node', '--runs', '0']],
    [['check', 'node', '--seconds', 'ten']],
    [['check', 'node', '--chapter', 'exit-stak']],
    [['check', 'node', '--rule', 'exit-lifo']],
    [['check', 'node', '--rule', 'exit-stack.lifo', '--chapter', 'generator']],
    [['check', 'nodee']],
    [['check', 'typescript/es2016']],
    [['find', 'typescript']],
    [['find', 'node', '--rule', 'exit-stack.lifo', '--rule', 'iteration.trace']],
    [['find', 'node', 'typescript']],
    [['compare', 'node']],
    [['compare', 'node', 'typescript']],
    [['replay', 'k3.0']],
    [['rules', '--chapter', 'generators']],
    [['dialects', 'pyhton']],
  ])('aexit %j', async args => {
    const { code, err, asked } = await runWith({}, ...args)
    expect({ code, asked }).toEqual({ code: 2, asked: [] })
    expect(err).toMatchSnapshot()
  })
})

test('what should not have happened is said to be that', async () => {
  const { code, err } = await runWith(
    { services: { inspect: () => Promise.reject(new Error('boom')) } },
    'find',
    'node',
  )
  expect(code).toBe(2)
  expect(err).toMatch(/aexit itself failed; please report this .*\nError: boom\n +at /)
})
