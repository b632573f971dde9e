import { describe, expect, test } from 'vitest'
import { allOperators } from '../../spec/dialects/typical.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { caseOf, tokenOf } from '../counterexample/token.ts'
import { resolveImplementations } from '../implementation/resolve.ts'
import type { Case } from './cases.ts'
import { checkWith } from './check.ts'
import { createLocalRunner } from './local-runner.ts'
import type { Runner } from './runner.ts'
import { smokeCases } from './smoke.ts'

async function runnerOf(adapter: string): Promise<Runner> {
  const [found] = await resolveImplementations(`./fixtures/bad-adapters/${adapter}`, process.cwd())
  if (!found) throw new Error('unreachable')
  return createLocalRunner(found.implementation)
}

/** The message that ends a check, and how many rules have verdicts on a subject before it. */
async function refusalOf(adapter: string) {
  let subjects = 0
  try {
    for await (const { subject } of checkWith(await runnerOf(adapter), {
      seed: 1,
      runs: 60,
      implementation: adapter,
    })) {
      if (subject !== null) subjects++
    }
  } catch (thrown) {
    return { message: String(thrown), subjects }
  }
  return { message: null, subjects }
}

test('smoke cases are programs of every chapter of their subject', () => {
  for (const profile of profiles) {
    for (const one of smokeCases(profile.subject, allOperators)) expect(caseOf(tokenOf(profile, one)).case).toEqual(one)
  }
})

test('a bracket that throws at once', async () => {
  expect((await refusalOf('does-not-work.mjs#throws')).message).toMatchInlineSnapshot(`
    "UsageError: the adapter of does-not-work.mjs#throws does not work: its bracket throws before anything has happened
      expected  a enter; a entered; main 1: 1; main 2; a exit; a exited; main 3: undefined; main returns
      got       main throws TypeError
      where     bracket, on the simplest program, context-manager.bracket.3.34.fifo.f0g
      to do     look for the error in the adapter: it is the one that is observed"
  `)
})

test.each([
  ['does-not-work.mjs#throws-undefined', 'its bracket throws before anything has happened'],
  ['does-not-work.mjs#answers-a-number', 'its bracket never calls enter'],
  ['does-not-work.mjs#answers-nothing', 'its bracket answers before the body has run'],
  ['does-not-work.mjs#skips-enter', 'its bracket never calls enter'],
  ['does-not-work.mjs#no-stack', 'its exitStack throws before anything has happened'],
  ['does-not-work.mjs#no-methods', 'its exitStack throws before anything has happened'],
  ['does-not-work.mjs#no-session', 'its clientStub opens no session'],
  ['hangs.mjs#bracket', 'its bracket hangs before anything has happened'],
  ['hangs.mjs#exit-stack', 'its exitStack hangs before anything has happened'],
  ['lower.mjs#throws', 'its language refuses every program'],
  ['lower.mjs#registers-nothing', 'its language refuses every program'],
  ['lower.mjs#registers-twice', 'its language refuses every program'],
  ['lower.mjs#does-not-parse', 'its language refuses every program'],
  ['lower.mjs#throws-undefined', 'its language refuses every program'],
])('%s: %s', async (adapter, what) => {
  const { message, subjects } = await refusalOf(adapter)
  expect(message).toContain(`UsageError: the adapter of ${adapter} does not work: ${what}\n`)
  expect(subjects).toBe(0)
})

test('the subjects that work are checked all the same, and the others are told of at the end', async () => {
  const { message, subjects } = await refusalOf('does-not-work.mjs#one-of-two')
  expect(message).toContain('its bracket never calls enter')
  expect(subjects).toBeGreaterThan(5)
})

describe('whoever works at all is judged by the rules', () => {
  test.each(['throws.mjs#undefined', 'late.mjs', 'alternates.mjs', 'hangs.mjs#sometimes', 'lower.mjs#throws-at-using'])(
    '%s',
    async adapter => {
      expect((await refusalOf(adapter)).message).toBeNull()
    },
  )

  /** A runner that breaks a rule in some of the smoke cases. */
  const failing = (runner: Runner, fails: (number: number) => readonly string[] | null): Runner => {
    let number = 0
    return {
      ...runner,
      async runOne(selection, one: Case) {
        const run = await runner.runOne(selection, one)
        const observed = fails(number++)
        return observed ? { ...run, observed, broken: ['context-manager.trace'] } : run
      },
      runRange: async () => ({ cases: 0, occasions: [], failures: [], known: [] }),
    }
  }
  const check = async (fails: (number: number) => readonly string[] | null) =>
    (await Array.fromAsync(checkWith(failing(await runnerOf('working.mjs'), fails), { seed: 1, runs: 1 }))).length

  test('where the simplest case is right', async () => {
    expect(await check(i => (i === 0 ? null : ['main hangs']))).toBeGreaterThan(0)
  })
  test('where another one is right', async () => {
    expect(await check(i => (i === 1 ? null : ['main hangs']))).toBeGreaterThan(0)
  })
  test('where they fail in different ways', async () => {
    expect(await check(i => [i === 2 ? 'main hangs' : 'main throws TypeError'])).toBeGreaterThan(0)
  })
  test('where the order is wrong', async () => {
    expect(await check(() => ['a enter', 'main 1: 1', 'a exit', 'main returns'])).toBeGreaterThan(0)
  })
})
