import { beforeAll, describe, expect, test } from 'vitest'
import { failing, outcome } from '../cli/run.fixture.ts'
import { knowledge } from '../report/sample.fixture.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import { type Binding, type ConformanceOptions, defineConformance } from './conformance.ts'

const implementation = { name: 'pool', language: { syntax: 'ecmascript', lower: (source: string) => source } } as const

const passes = async function* (_: unknown, { chapters = [] }: { chapters?: RuleOutcome['chapter'][] }) {
  for (const { id } of knowledge.rules) {
    const chapter = chapters.find(name => id.startsWith(`${name}.`))
    if (chapter) yield outcome('pass', { rule: id, chapter })
  }
}

describe('with the real vitest', () => {
  defineConformance({ ...knowledge, checkInProcess: passes, api: { describe, test, beforeAll } }, implementation)
})

/** Collects what would be defined, and runs it: the result of every test by its full name. */
async function resultsOf(
  checkInProcess: Binding['checkInProcess'],
  options: ConformanceOptions,
  tested: Parameters<typeof defineConformance>[1] = implementation,
): Promise<Record<string, string>> {
  const path: string[] = []
  const before: (() => Promise<void>)[] = []
  const tests = new Map<string, (context: { skip: (idle: boolean, why: string) => void }) => void>()
  const api = {
    describe: (name: string, define: () => void) => {
      path.push(name)
      define()
      path.pop()
    },
    test: (name: string, body: () => void) => void tests.set([...path, name].join(' > '), body),
    beforeAll: (hook: () => Promise<void>) => void before.push(hook),
  }
  defineConformance({ ...knowledge, checkInProcess, api: api as never }, tested, options)
  for (const hook of before) await hook()
  const results: Record<string, string> = {}
  for (const [name, body] of tests) {
    results[name] = 'passed'
    try {
      body({
        skip: (idle, why) => {
          if (idle) results[name] = `skipped: ${why}`
        },
      })
    } catch (thrown) {
      results[name] = String(thrown)
    }
  }
  return results
}

test('a describe for each chapter, a test for each rule that applies', async () => {
  expect(Object.keys(await resultsOf(passes, {}))).toEqual([
    'context-manager > exit-lifo',
    'context-manager > exit-once',
    'exit-stack > lifo',
    'generator > lazy-start',
    'iteration > break-closes',
    'iteration > trace',
  ])
})

test('variants have a describe each, and options are handed on', async () => {
  const asked: unknown[] = []
  const checkInProcess: Binding['checkInProcess'] = async function* (one, options) {
    asked.push([one.name, options])
    yield* passes(one, options)
  }
  const variants = { es2017: {}, es2022: { dialect: 'python' } } as const
  const results = await resultsOf(
    checkInProcess,
    { chapters: ['generator'], runs: 5, seed: 9 },
    { ...implementation, variants },
  )
  expect(Object.keys(results)).toEqual(['pool/es2017 > generator > lazy-start', 'pool/es2022 > generator > lazy-start'])
  expect(asked).toEqual([
    ['pool/es2017', { chapters: ['generator'], runs: 5, seed: 9, known: [] }],
    ['pool/es2022', { chapters: ['generator'], runs: 5, seed: 9, known: [] }],
  ])
})

test('a failing rule fails its test with the counterexample', async () => {
  const checkInProcess = async function* () {
    yield failing
    yield outcome('untested', { rule: 'context-manager.exit-once' })
    yield outcome('unsupported', { rule: 'context-manager.exit-once', subject: 'bracket', message: 'has none' })
  }
  const results = await resultsOf(checkInProcess, { chapters: ['context-manager'] })
  expect(results['context-manager > exit-lifo']).toMatchInlineSnapshot(`
    "Error: context-manager.exit-lifo on language: fail
    Resources are exited in reverse order of entering.

    await using a = resource()
    await using b = resource()

    expected  a enter, b enter, b exit, a exit
    observed  a enter, b enter, a exit, b exit

    Check that disposers are awaited one by one.
    Source: ECMA-262, DisposeResources: https://tc39.es/ecma262/#sec-disposeresources
    Replay: aexit replay k3.0-1 IMPL, IMPL being the path of the adapter"
  `)
  expect(results['context-manager > exit-once']).toBe('skipped: untested, unsupported has none')
})

test('a rule that was given no verdict fails its test', async () => {
  const results = await resultsOf(async function* () {}, { chapters: ['generator'] })
  expect(results).toEqual({ 'generator > lazy-start': 'Error: generator.lazy-start was given no verdict' })
})

test('known failures are expected, and must be delisted once they pass', async () => {
  const expectations = [{ rule: 'context-manager.exit-lifo', reason: 'pops the first' }]
  const run = async (result: RuleOutcome) => {
    const checkInProcess = async function* () {
      yield result
    }
    const results = await resultsOf(checkInProcess, { chapters: ['context-manager'], expectations })
    return results['context-manager > exit-lifo']
  }
  expect(await run(failing)).toBe('passed')
  expect(await run(outcome('pass'))).toMatchInlineSnapshot(`
    "Error: context-manager.exit-lifo on language: unexpected-pass
    Resources are exited in reverse order of entering.
    it is listed as failing (pops the first): delist it"
  `)
})

test('expectations that speak of what there is not', () => {
  const expectations = [{ rule: 'context-manager.exit-liof', reason: 'pops the first' }]
  expect(() => defineConformance({ ...knowledge } as never, implementation, { expectations })).toThrowError(
    /no rule has the id context-manager.exit-liof/,
  )
})

test('an implementation of the wrong shape', () => {
  const wrong = { name: 'pool', braket: () => {} } as never
  expect(() => defineConformance({ ...knowledge } as never, wrong)).toThrowError(/did you mean bracket\?/)
})
