import { describe, expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import type { Program } from '../../spec/program/ast.ts'
import type { Case } from '../campaign/cases.ts'
import { smokeCases } from '../campaign/smoke.ts'
import { folderWith } from '../implementation/folder.fixture.ts'
import { silent } from './bad-adapter.fixture.ts'
import { ImplementationCrash } from './implementation-crash.ts'
import { createIsolatedRunner } from './isolated-runner.ts'
import { defaultLimits, type Limits } from './limits.ts'

const selection = { chapter: 'context-manager', subject: 'bracket', seed: 1, runs: 1 } as const
const [once] = smokeCases('bracket', ecmascript) as [Case, ...Case[]]
const { main } = once.program as Program
/** One bracket after another: the second one is given a second value. */
const twice: Case = { program: { kind: 'program', main: [...main, ...main] }, schedule: [] }

/** What a process says of the second bracket of a program. */
async function crashOf(adapter: string, limits: Partial<Limits> = {}): Promise<string> {
  const runner = await createIsolatedRunner(`./fixtures/bad-adapters/${adapter}`, process.cwd(), {
    ...defaultLimits,
    ...limits,
  })
  try {
    await runner.runOne(selection, twice)
    return 'no crash'
  } catch (thrown) {
    if (!(thrown instanceof ImplementationCrash)) throw thrown
    return thrown.message
  } finally {
    runner.stop()
  }
}

test('after a crash there is a new process', async () => {
  const runner = await createIsolatedRunner('./fixtures/bad-adapters/ends-the-process.mjs#exit', process.cwd())
  await expect(runner.runOne(selection, twice)).rejects.toThrow('exits with code 3')
  expect(await runner.runOne(selection, once)).toMatchObject({ broken: [] })
  runner.stop()
})

test('after it has been stopped there is none', async () => {
  const runner = await createIsolatedRunner('./fixtures/bad-adapters/working.mjs', process.cwd())
  runner.stop()
  await expect(runner.runOne(selection, once)).rejects.toThrow('working.mjs has been stopped')
})

describe.concurrent('an implementation that ends its process', () => {
  test.each([
    ['exit', 'exits with code 3'],
    ['exit-0', 'exits with code 0'],
    ['signal', 'is ended by SIGSEGV'],
    ['disconnect', 'closes the channel to the suite, or is killed'],
    ['uncaught', 'throws where nobody can catch it: TypeError: nobody is there'],
    ['uncaught-undefined', 'throws where nobody can catch it: undefined (not an error)'],
  ])('%s: %s', async (variant, message) => {
    expect(await crashOf(`ends-the-process.mjs#${variant}`)).toBe(message)
  })

  test('memory', async () => {
    expect(await crashOf('ends-the-process.mjs#memory', { memory: 48 })).toBe('runs out of memory: it has 48 MB')
  })

  test('its last words are told, however much it has printed before', async () => {
    expect(await crashOf('noisy.mjs#stderr-exit')).toMatch(/^exits with code 7: Error/)
  })
})

test.concurrent.each(['loop', 'microtasks'])('an implementation that blocks the event loop by a %s', async variant => {
  expect(await crashOf(`blocks.mjs#${variant}`, { silent })).toBe(
    'blocks the event loop: not a sign of life for 0.6 seconds',
  )
})

test('an implementation that works, and takes too long for it', async () => {
  // It is not silent: the process beats while its implementation waits for a timer.
  const { folder } = folderWith({
    'slow.mjs':
      'setInterval(() => {}, 1e6); export default { name: "slow", language: { syntax: "ecmascript", lower: () => new Promise(() => {}) } }',
  })
  const runner = await createIsolatedRunner(`${folder}/slow.mjs`, folder, { ...defaultLimits, answer: 600 })
  const one = smokeCases('language', ecmascript)[0] as Case
  await expect(runner.runOne({ ...selection, subject: 'language' }, one)).rejects.toThrow(
    'does not answer within 0.6 seconds',
  )
  runner.stop()
})

describe('an implementation that replaces a global', () => {
  test.concurrent.each([
    ['Promise', 'Promise'],
    ['then', 'Promise.prototype.then'],
    ['setImmediate', 'setImmediate'],
    ['process.send', 'process.send'],
    ['stringify', 'JSON.stringify'],
  ])('%s', async (variant, name) => {
    expect(await crashOf(`replaces-globals.mjs#${variant}`)).toBe(`replaces the global ${name}`)
  })

  test('the console is its own business', async () => {
    expect(await crashOf('replaces-globals.mjs#console')).toBe('no crash')
  })

  test.each([
    ['globalThis.Promise = class {}', 'Promise'],
    ['Promise.prototype.then = () => {}', 'Promise.prototype.then'],
    ['Array.prototype.includes = () => false', 'Array.prototype.includes'],
  ])('when it is imported: %s', async (harm, name) => {
    const { folder } = folderWith({ 'x.mjs': `${harm}; export default { name: "x", bracket() {} }` })
    const runner = await createIsolatedRunner(`${folder}/x.mjs`, folder)
    await expect(runner.runOne(selection, once)).rejects.toMatchObject({
      message: `replaces the global ${name} when it is imported`,
      blame: 'import',
    })
    runner.stop()
  })

  test.each([
    ['Array.prototype.map = () => []', 'replaces the global Array.prototype.map'],
    ['Symbol.asyncDispose = Symbol()', "Cannot assign to read only property 'asyncDispose'"],
  ])('so that it cannot even be looked at: %s', async (harm, got) => {
    const { folder, messageOf } = folderWith({ 'x.mjs': `${harm}; export default { name: "x", bracket() {} }` })
    const message = await messageOf(() => createIsolatedRunner(`${folder}/x.mjs`, folder))
    expect(message).toContain('UsageError')
    expect(message).toContain(got)
  })
})

test.concurrent.each([
  ['rejections', 'removes the listeners of process for unhandledRejection'],
  ['rejections-unheard', 'throws where nobody can catch it: Error: nobody listens'],
  ['messages', 'removes the listeners of process for message'],
  ['all', 'removes the listeners of process for uncaughtException'],
])('an implementation that removes listeners: %s', async (variant, message) => {
  expect(await crashOf(`removes-listeners.mjs#${variant}`)).toBe(message)
})

test.concurrent.each(['stdout', 'stderr', 'send'])(
  'what an implementation prints or sends is ignored: %s',
  async variant => {
    expect(await crashOf(`noisy.mjs#${variant}`)).toBe('no crash')
  },
)

test('an import that fails only in a process of its own is the fault of the adapter', async () => {
  const { folder, messageOf } = folderWith({
    'x.mjs': 'process.exit(9)',
    'y.mjs': 'await new Promise(() => {})',
    'z.mjs': 'process.disconnect(); export default { name: "z", bracket() {} }',
  })
  const got = (message: string) => message.split('\n').filter(line => !/expected|to do/.test(line))
  expect(got(await messageOf(() => createIsolatedRunner('./x.mjs', folder)))).toEqual([
    'UsageError: ./x.mjs cannot be imported in a process of its own',
    '  got       it exits with code 9',
    '  where     ./x.mjs',
  ])
  expect(await messageOf(() => createIsolatedRunner('./y.mjs', folder))).toContain('got       it ')
  expect(await messageOf(() => createIsolatedRunner('./z.mjs', folder))).toContain('got       it closes the channel')
})
