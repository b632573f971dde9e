import { describe, expect, test } from 'vitest'
import { python } from '../../spec/dialects/python.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { tokenOf } from '../counterexample/token.ts'
import { type CrashDetails, ImplementationCrash } from '../isolation/implementation-crash.ts'
import { createCases } from './cases.ts'
import { profileOf } from './chapter.ts'
import { runRanges } from './ranges.ts'
import type { Runner } from './runner.ts'

const selection = { chapter: 'context-manager', subject: 'bracket', seed: 1, runs: 600 } as const

/** A runner that only counts, and crashes where it is told to. */
function scripted(crash: (from: number, to: number) => CrashDetails | false) {
  const asked: string[] = []
  const run = new Set<number>()
  let crashes = 0
  const runner = {
    subjects: ['bracket'],
    dialect: python,
    runs: null,
    isEngine: false,
    async runRange(_: unknown, from: number, to: number) {
      asked.push(`${from}-${to}`)
      const details = crash(from, to)
      if (details) {
        crashes++
        throw new ImplementationCrash('explodes', details)
      }
      for (let i = from; i < to; i++) run.add(i)
      return { cases: to - from, occasions: [], failures: [], known: [] }
    },
  } as Partial<Runner> as Runner
  return { runner, asked, run, crashes: () => crashes }
}

test('a sample is run a second time, and counted once', async () => {
  const { runner, asked } = scripted(() => false)
  const { cases } = await runRanges(runner, { ...selection, runs: 4000 }, { seed: 1 })
  expect(asked.filter((range, i) => asked.indexOf(range) !== i)).toEqual(['3800-4000'])
  expect(cases).toBe(4000)
})

const holds = (number: number) => (from: number, to: number) => from <= number && number < to && {}

test('the case is found with three processes, and all others are run, once', async () => {
  const { runner, run, crashes } = scripted(holds(337))
  const gathered = await runRanges(runner, selection, { seed: 1 })
  expect(gathered.crashes).toMatchObject([
    { which: expect.stringMatching(/^case 337, context-manager\.bracket\.\S+$/) },
  ])
  expect(gathered.cases).toBe(599)
  expect(run.size).toBe(599)
  expect(crashes()).toBe(3)
})

test('the chapter is given up after three', async () => {
  const { runner } = scripted((from, to) => [3, 7, 20, 40].some(number => holds(number)(from, to)) && {})
  const { crashes } = await runRanges(runner, selection, { seed: 1 })
  expect(crashes.map(({ which }) => which.split(',')[0])).toEqual(['case 3', 'case 7', 'case 20'])
})

test('cases that crash only together are not let pass', async () => {
  const { runner } = scripted((from, to) => from < 200 && to - from > 10 && {})
  const { crashes, cases } = await runRanges(runner, selection, { seed: 1 })
  expect(crashes[0]?.which).toBe('cases 0 to 14 side by side, though none of them by itself')
  expect(cases).toBeGreaterThan(0)
})

test('what takes long to notice ends the chapter', async () => {
  const { runner } = scripted((from, to) => holds(5)(from, to) && { slow: true })
  const { crashes, cases } = await runRanges(runner, selection, { seed: 1 })
  expect(crashes).toHaveLength(1)
  expect(cases).toBe(5)
})

test('where no case is to blame nothing more is tried', async () => {
  const { runner, asked } = scripted(() => ({ blame: 'import' }))
  expect((await runRanges(runner, selection, { seed: 1 })).crashes).toMatchObject([{ which: 'every case' }])
  expect(asked).toEqual(['0-200'])
})

test('what an earlier case has left behind is told, and the range is run again', async () => {
  let once = true
  const { runner } = scripted(from => {
    if (from !== 200 || !once) return false
    once = false
    return { blame: 'earlier' }
  })
  const { crashes, cases } = await runRanges(runner, selection, { seed: 1 })
  expect(crashes.map(({ which }) => which)).toEqual(['a case up to 399'])
  expect(cases).toBe(600)
})

describe('the programs that are listed', () => {
  const profile = profileOf('context-manager', 'bracket') as Profile
  const some = [0, 1, 2].map(number => createCases(profile, python, 1, 100).at(number))
  const tokens = some.map(one => tokenOf(profile, one))
  const [first = '', second = '', third = ''] = tokens
  const known = [
    { rule: 'context-manager.exit-once', subject: null, programs: [first, second], whole: false },
    { rule: 'context-manager.trace', subject: null, programs: [third], whole: false },
    { rule: 'generator.trace', subject: null, programs: ['generator.language.5.1f3.0-2.byo'], whole: false },
  ]
  const listing = { ...selection, known }

  /** A runner in which the first program breaks its rule; the second may crash, and the third cannot be run. */
  function asking(crashes: boolean) {
    const asked: number[] = []
    const brokenBy: Runner['brokenBy'] = async (_, cases) => {
      asked.push(cases.length)
      const named = cases.map(one => tokens.indexOf(tokenOf(profile, one)))
      if (crashes && named.includes(1)) throw new ImplementationCrash('explodes', {})
      return named.map(number => [['context-manager.exit-once'], [], null][number] ?? null)
    }
    return { runner: { ...scripted(() => false).runner, brokenBy }, asked }
  }

  test('are run side by side, those of the chapter and subject', async () => {
    const { runner, asked } = asking(false)
    const { tried, crashes } = await runRanges(runner, listing, { seed: 1 })
    expect([...tried]).toEqual([
      [first, true],
      [second, false],
    ])
    expect([asked, crashes]).toEqual([[3], []])
  })

  test('are run one by one where that crashes, and the one that does so is named', async () => {
    const { runner, asked } = asking(true)
    const { tried, crashes } = await runRanges(runner, listing, { seed: 1 })
    expect([...tried]).toEqual([
      [first, true],
      [second, true],
    ])
    expect(asked).toEqual([3, 1, 1, 1])
    expect(crashes.map(({ which }) => which)).toEqual([`a known case, ${second}`])
  })
})
