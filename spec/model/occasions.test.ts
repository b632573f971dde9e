import { beforeAll, describe, expect, test } from 'vitest'
import { profiles } from '../program/profiles.ts'
import { catalogue } from '../rules/catalogue.ts'
import { difference } from '../rules/differ.ts'
import { sampleCampaign } from './campaign.fixture.ts'
import { dialectOf } from './sample.fixture.ts'

/** For each rule the subjects that it had an occasion on. */
const seen = new Map<string, Set<string>>()
const misplaced = new Set<string>()
const repeated = new Set<string>()
const selfBroken = new Set<string>()

beforeAll(() => {
  const brokenBy = new Map(catalogue.map(rule => [rule.id as string, rule]))
  sampleCampaign(({ profile, program, prediction: { trace, occasions } }) => {
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
  // Only of libraries that answer otherwise than `structured`: its occasions are tried in `./fibers/examples.test.ts`.
  const elsewhere = ['tasks.cleanup-error-raised']
  expect(catalogue.map(({ id }) => id).filter(id => !seen.has(id))).toEqual(elsewhere)
})
