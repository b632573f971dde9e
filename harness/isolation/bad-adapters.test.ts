import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runModel } from '../../spec/model/run.ts'
import { elaborate } from '../../spec/program/program.ts'
import { createCases } from '../campaign/cases.ts'
import { profileOf } from '../campaign/chapter.ts'
import * as engine from '../campaign/run.ts'
import { runWith } from '../cli/run.fixture.ts'
import { tokenOf } from '../counterexample/token.ts'
import { folderWith } from '../implementation/folder.fixture.ts'
import { inspect } from '../implementation/inspect.ts'
import { resolveImplementations } from '../implementation/resolve.ts'
import { readResults } from '../results/read.ts'
import { type Checked, checkBad, checkHarmless, runs, silent } from './bad-adapter.fixture.ts'

/* Adapters that misbehave while they run, checked as the command line checks them. */

/** The observed trace of the smallest counterexample. */
function seen({ outcomes }: Checked): string {
  const told = outcomes.find(({ rule, counterexample }) => rule.endsWith('.trace') && counterexample)
  return told?.counterexample?.observed.join('; ') ?? 'nothing'
}

function verdictsOf({ outcomes }: Checked): Set<string> {
  return new Set(outcomes.filter(({ verdict }) => verdict !== 'unsupported').map(({ verdict }) => verdict))
}

test('the one that they are made from is right', async () => {
  expect(verdictsOf(await checkBad('working.mjs'))).toEqual(new Set(['pass', 'untested']))
})

test('every adapter here can be imported', async () => {
  for (const file of readdirSync('fixtures/bad-adapters')) {
    expect(await resolveImplementations(join('./fixtures/bad-adapters', file), process.cwd())).not.toEqual([])
  }
})

describe('a crash', () => {
  test.concurrent('exactly the case is named, and the other rules have their verdicts', async () => {
    const number = 100
    const checked = await checkBad('ends-the-process.mjs#rarely', { runs: number })
    const profile = profileOf('context-manager', 'bracket')
    const [{ implementation } = { implementation: null }] = await resolveImplementations(
      './fixtures/bad-adapters/ends-the-process.mjs#rarely',
      process.cwd(),
    )
    if (!profile || !implementation) throw new Error('unreachable')
    // The first case in which the model hands out a sixth value: the adapter exits there.
    // Without contextOf the model keeps no contexts, and cases are gathered by what it says.
    const dialect = { ...implementation.dialect, errorContext: 'none' } as const
    const cases = createCases(profile, dialect, 1, number)
    const first = Array.from({ length: number }, (_, i) => i).find(i => {
      const { program, schedule } = cases.at(i)
      const { trace } = runModel(elaborate(program), schedule, dialect)
      return holdsSixth(elaborate(program), trace)
    })
    const token = tokenOf(profile, cases.at(first ?? -1))
    expect(checked.message).toMatch(new RegExp(`^case ${first}, ${token}: the implementation exits with code 3`))
    const others = checked.outcomes.filter(({ subject, verdict }) => subject === 'bracket' && verdict !== 'error')
    expect(others.length).toBeGreaterThan(5)
    for (const { cases } of others) expect(cases).toBeGreaterThan(10)
  })

  test.concurrent('of the simplest program ends the chapter, and nothing else', async () => {
    const { outcomes, refusal } = await checkBad('ends-the-process.mjs#two-subjects', { runs: 12 })
    const errors = outcomes.filter(({ verdict }) => verdict === 'error')
    expect(refusal).toBeNull()
    expect(errors.map(({ rule, message }) => [rule, message])).toEqual([
      [
        'context-manager.trace',
        expect.stringMatching(/^case \d+, context-manager\.bracket\.\S+: .* exits with code 5/),
      ],
      [
        'exit-stack.trace',
        expect.stringMatching(/^the simplest case, exit-stack\.exitStack\.\S+: .* exits with code 6/),
      ],
    ])
  })

  test.concurrent('is told whichever rule was asked for', async () => {
    const rules = ['context-manager.exit-lifo']
    const { outcomes } = await checkBad('ends-the-process.mjs#always', { rules })
    expect(outcomes.map(({ rule, verdict }) => [rule, verdict])).toEqual([['context-manager.exit-lifo', 'error']])
  })

  test.concurrent('a blocked event loop is waited for once where every program blocks', async () => {
    const { verdict, message } = await checkBad('blocks.mjs#always', {}, { silent })
    expect(verdict).toBe('error')
    expect(message).toMatch(/^the simplest case, context-manager\.bracket\.\S+: .* blocks the event loop/)
  })

  test('no case is to blame where a global is replaced on import', async () => {
    const { folder } = folderWith({
      'x.mjs': 'globalThis.Promise = class {}; export default { name: "x", bracket() {}, exitStack() {} }',
    })
    const outcomes = await Array.fromAsync(engine.check({ implementation: `${folder}/x.mjs`, seed: 1 }))
    expect(outcomes.flatMap(({ verdict, message }) => (verdict === 'error' ? message : []))).toEqual(
      Array(2).fill('every case: the implementation replaces the global Promise when it is imported'),
    )
  })

  test.concurrent('replayed, it is seen', async () => {
    const [, token = ''] = (await checkBad('ends-the-process.mjs#always')).message?.match(/(\S+):/) ?? []
    expect(await engine.replay(token, './fixtures/bad-adapters/ends-the-process.mjs#always')).toMatchObject({
      same: false,
      observed: ['process exits with code 4'],
      expected: expect.arrayContaining(['a enter']),
    })
  })
})

function holdsSixth(program: unknown, trace: readonly string[]): boolean {
  const entered: number[] = []
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { name, value } = node as { name?: string; value?: unknown }
    if (typeof value === 'number' && trace.includes(`${name} entered`)) entered.push(value)
    for (const part of Object.values(node)) visit(part)
  }
  visit(program)
  return entered.some(value => value >= 6)
}

describe('what never settles is a trace that hangs, at once', () => {
  test.each(['sometimes', 'disposable-stack'])('%s', async variant => {
    // Few programs return a value.
    const checked = await checkHarmless(`hangs.mjs#${variant}`, { runs: 300 })
    expect(checked.verdict).toBe('fail')
    expect(seen(checked)).toMatch(/main hangs$/)
  })

  // What spins goes on when its case is over: in a process that is ended.
  test('spins', async () => {
    const checked = await checkBad('hangs.mjs#spins', { runs: 300 })
    expect(checked.verdict).toBe('fail')
    expect(seen(checked)).toMatch(/main hangs$/)
  })
})

test.each([
  ['undefined', 'undefined'],
  ['null', 'null'],
  ['symbol', 'Symbol(s)'],
  ['frozen', 'object'],
  ['proxy', 'object'],
  ['revoked', 'object'],
  ['unreadable', 'object'],
])('an implementation that throws something else: %s', async (variant, thrown) => {
  const checked = await checkHarmless(`throws.mjs#${variant}`)
  expect(checked.verdict).toBe('fail')
  expect(seen(checked)).toMatch(new RegExp(`main throws ${thrown.replaceAll(/[()]/g, '\\$&')}$`))
})

test.concurrent.each(['error', 'frozen', 'proxy'])('a rejection that nobody listens to: %s', async variant => {
  const checked = await checkBad(`rejects-unheard.mjs#${variant}`)
  expect(checked.verdict).toBe('fail')
  expect(seen(checked)).toMatch(/unhandled error of the system$/)
})

test.each(['exit-stack', 'disposable-stack'])('an implementation that answers no promises: %s', async variant => {
  expect((await checkHarmless(`answers-no-promises.mjs#${variant}`)).verdict).toBe('fail')
})

test('what is called after the answer is seen', async () => {
  const checked = await checkHarmless('late.mjs')
  expect(checked.verdict).toBe('fail')
  expect(seen(checked)).toMatch(/main returns; a exit/)
})

test('what fails every other time is not deterministic', async () => {
  expect(verdictsOf(await checkHarmless('alternates.mjs'))).toContain('nondeterministic')
})

describe('a compiler', () => {
  const chapters = ['context-manager'] as const

  test.each([
    ['throws-at-using', 'refused this compiler knows no using'],
    ['never-settles-at-using', 'refused language.lower gives a promise that never settles'],
  ])('%s', async (variant, observed) => {
    const checked = await checkBad(`lower.mjs#${variant}`, { chapters: [...chapters] })
    expect(checked.verdict).toBe('fail')
    expect(seen(checked)).toBe(observed)
    expect(verdictsOf(checked)).toContain('pass')
  })

  test.concurrent('loops-at-using', async () => {
    const { verdict, message } = await checkBad(
      'lower.mjs#loops-at-using',
      { chapters: [...chapters], runs: 12 },
      { silent },
    )
    expect(verdict).toBe('error')
    expect(message).toMatch(/^case \d+, context-manager\.language\.\S+: the implementation blocks the event loop/)
  })

  test.concurrent('breaks-the-engine', async () => {
    const { message } = await checkBad('lower.mjs#breaks-the-engine', { chapters: [...chapters] })
    expect(message).toMatch(/^the simplest case, .* replaces the global JSON\.stringify$/)
  })

  test('not-async', async () => {
    expect((await checkHarmless('lower.mjs#not-async', { chapters: [...chapters] })).verdict).toBe('fail')
  })
})

describe('another runtime', () => {
  const chapters = ['context-manager'] as const

  test.each([
    ['rejects', 'cannot run it: the runtime is gone'],
    ['throws', 'cannot run it: undefined (not an error)'],
    ['number', 'answers the number 42 instead of 1 traces, which are arrays of texts'],
    ['too-few', 'answers 0 traces instead of 1'],
    ['no-texts', 'answers an array of 1 instead of 1 traces, which are arrays of texts'],
  ])('%s', async (variant, why) => {
    const { verdict, message } = await checkHarmless(`evaluate.mjs#${variant}`, { chapters: [...chapters] })
    expect(verdict).toBe('error')
    expect(message).toMatch(/^the simplest case, context-manager\.python\.\S+: /)
    expect(message?.split(': the implementation ')[1]).toBe(why)
  })

  test.concurrent('never-settles', async () => {
    const { verdict, message } = await checkBad('evaluate.mjs#never-settles', { chapters: [...chapters] })
    expect(verdict).toBe('error')
    expect(message).toMatch(
      /^the simplest case, \S+: the implementation leaves the suite waiting for what never comes$/,
    )
  })

  test('rejects-at-async-with', async () => {
    const { message } = await checkHarmless('evaluate.mjs#rejects-at-async-with', { chapters: [...chapters] })
    expect(message).toMatch(
      /^case \d+, context-manager\.python\.\S+: the implementation cannot run it: the runtime is gone \(the first of 3/,
    )
  })

  test.concurrent('loops-at-async-with', async () => {
    const { verdict, message } = await checkBad(
      'evaluate.mjs#loops-at-async-with',
      { chapters: [...chapters], runs: 12 },
      { silent },
    )
    expect(verdict).toBe('error')
    expect(message).toMatch(/^case \d+, context-manager\.python\.\S+: the implementation blocks the event loop/)
  })

  test('refuses', async () => {
    const { refusal } = await checkHarmless('evaluate.mjs#refuses', { chapters: [...chapters] })
    expect(refusal).toMatchInlineSnapshot(`
      "the adapter of ./fixtures/bad-adapters/evaluate.mjs#refuses does not work: its python refuses every program
        expected  main 1; main returns
        got       refused SyntaxError: invalid syntax
        where     python, on the simplest program, context-manager.python.1.0.fifo.wba
        to do     look at what evaluate does with the text, and at how new the runtime is"
    `)
  })
})

test('one that is bad does not keep another from being checked, and the results are valid', async () => {
  const { folder } = folderWith({})
  const file = join(folder, 'results.jsonl')
  const given = { engine, services: { inspect }, shell: { cwd: process.cwd() } }
  const at = (name: string) => `./fixtures/bad-adapters/${name}`
  const bad = [at('ends-the-process.mjs#always'), at('does-not-work.mjs#answers-a-number'), at('throws.mjs#frozen')]
  const options = ['--json', file, '--runs', String(runs)]
  const { code, err, out } = await runWith(given, 'check', ...bad, at('working.mjs'), ...options)
  expect(code).toBe(2)
  expect(err).toContain(
    'error: the adapter of ./fixtures/bad-adapters/does-not-work.mjs#answers-a-number does not work',
  )
  expect(out).toContain('the simplest case, context-manager.bracket')
  const unwanted = readResults(file).map(({ header, footer: { verdicts, aborted } }) => [
    header.implementation.name,
    verdicts.error,
    verdicts.fail > 0,
    aborted !== undefined,
  ])
  expect(unwanted).toEqual([
    ['ends-the-process/always', 1, false, false],
    ['does-not-work/answers-a-number', 0, false, true],
    ['throws/frozen', 0, true, false],
    ['working', 0, false, false],
  ])
  const alone = async (name: string) => (await runWith(given, 'check', at(name), '--runs', '12')).code
  expect(await alone('ends-the-process.mjs#always')).toBe(1)
})
