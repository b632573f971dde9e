import { beforeAll, describe, expect, test } from 'vitest'
import { profiles } from '../program/profiles.ts'
import { catalogue } from '../rules/catalogue.ts'
import { difference } from '../rules/differ.ts'
import { sampleCampaign } from './campaign.fixture.ts'
import { clauseBranches } from './clauses.ts'
import { dialectOf } from './sample.fixture.ts'

/** Branches that no program can reach, each with the reason. */
const unreachable: Readonly<Record<string, string>> = {
  'Promise Resolve Functions: a promise is resolved with itself': 'no program gets hold of a promise before it settles',
  'AsyncFromSyncIteratorContinuation: the value of the answer to return() rejects, or of the last one':
    'scripted sync iterators answer return(), and their end, with undefined',
  'yield*: the inner iterator has no return, and the argument rejects':
    'the yield has awaited the argument: its rejection comes as a throw',
  'The async with statement: the error of the exit is dropped': 'in no named dialect: for records of libraries',
  'The async with statement: the error of the exit after a body that ended well is dropped':
    'in no named dialect: for records of libraries',
}

/** How often each branch of each clause was reached. */
let reached: readonly number[] = []
/** For each rule the subjects that it had an occasion on. */
const seen = new Map<string, Set<string>>()
const misplaced = new Set<string>()
const repeated = new Set<string>()
const selfBroken = new Set<string>()

beforeAll(() => {
  const brokenBy = new Map(catalogue.map(rule => [rule.id as string, rule]))
  reached = sampleCampaign(({ profile, program, prediction: { trace, occasions } }) => {
    const marks = new Set<string>()
    for (let i = 0; i < occasions.length; i += 2) {
      const [rule, at] = [occasions[i] as string, occasions[i + 1] as number]
      if (rule.startsWith(`${profile.chapter}.`)) seen.set(rule, (seen.get(rule) ?? new Set()).add(profile.subject))
      // A pipeline may end with a release: that nothing comes after it can be demanded too.
      const last = program.form === 'pipeline' ? trace.length : trace.length - 1
      if (at > last || !brokenBy.has(rule)) misplaced.add(rule)
      if (marks.has(`${rule} ${at}`)) repeated.add(rule)
      marks.add(`${rule} ${at}`)
    }
    if (difference(program, trace, trace) !== undefined) selfBroken.add(trace.join(', '))
  })
})

test('every branch of every clause is reached that can be', () => {
  const missing = clauseBranches.filter((_, i) => reached[i] === 0).map(({ id }) => id)
  expect(missing.sort()).toEqual(Object.keys(unreachable).sort())
})

test('every occasion is an event of the trace, or its end', () => expect([...misplaced]).toEqual([]))
test('no occasion is marked twice', () => expect([...repeated]).toEqual([]))
test("the model's own trace breaks no rule", () => expect([...selfBroken]).toEqual([]))

describe.for(profiles)('$chapter on $subject', profile => {
  const { chapter, subject } = profile
  const rules = catalogue.filter(
    ({ id, applies }) => id.startsWith(`${chapter}.`) && applies(dialectOf(profile), subject),
  )

  test.for(rules.map(({ id }) => id))('%s has occasions', id => {
    // A bracket is given managers only: nothing without the protocol.
    const none = id === 'context-manager.not-a-manager' && subject === 'bracket'
    expect(seen.get(id)?.has(subject) ?? false).toBe(!none)
  })
})

test('every rule has occasions on some subject', () => {
  expect(catalogue.map(({ id }) => id).filter(id => !seen.has(id))).toEqual([])
})
