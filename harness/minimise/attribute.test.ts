import { beforeEach, describe, expect, test } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import * as b from '../../spec/model/build.fixture.ts'
import { runModel } from '../../spec/model/run.ts'
import type { Program, Statement } from '../../spec/program/ast.ts'
import type { Profile } from '../../spec/program/profile.ts'
import type { Rule } from '../../spec/rules/rule.ts'
import { createCases } from '../campaign/cases.ts'
import { execute, isTrace, profileOf, rulesOf } from '../campaign/chapter.ts'
import { tokenOf } from '../counterexample/token.ts'
import { explainer, wholeRules } from '../expectations/known.ts'
import type { Subject } from '../subjects/subject.ts'
import { createAttribution } from './attribute.ts'

/* An implementation that loses the last event of a program whose finally awaits, and the first one of three. */

let runs = 0
const subject: Subject = {
  kind: 'language',
  dialect: ecmascript,
  exact: true,
  observe: async cases => {
    runs += cases.length
    return cases.map(({ program, schedule }) => {
      const { trace } = runModel(program, schedule, ecmascript)
      const text = JSON.stringify(program)
      const early = /"finalizer":\[[^\]]*"kind":"(checkpoint|declare)"/.test(text) ? trace.slice(0, -1) : trace
      return text.split('"kind":"event"').length > 3 ? early.slice(1) : early
    })
  },
}

const profile = profileOf('context-manager', 'language') as Profile
const rules = rulesOf('context-manager', ecmascript, 'language').filter(({ id }) => isTrace(id))
const cases = createCases(profile, ecmascript, 1, 100)

const finallyWith = (...finalizer: Statement[]): Program => ({
  kind: 'program',
  main: [b.tryFinally([b.event], finalizer)],
})
const awaits = finallyWith(b.checkpoint)
const resource = b.awaitUsing(b.disposable(b.ends))
const disposes = finallyWith(resource)
const three = finallyWith(b.event, b.event)

async function attributing(known: Program) {
  const listed = {
    rule: 'context-manager.trace',
    subject: null,
    programs: [tokenOf(profile, { program: known, schedule: [] })],
    whole: false,
  }
  const listing = { explains: explainer([listed], 'language'), whole: new Set<string>() }
  const attribute = createAttribution(subject, rules, cases, listing)
  return async (program: Program) => {
    const [execution] = await execute(subject, rules, [{ program, schedule: [] }])
    if (!execution?.violation) throw new Error('it does not fail')
    runs = 0
    return { known: await attribute(execution), runs }
  }
}

beforeEach(() => {
  runs = 0
})

test('what has the listed program in it is known without a run', async () => {
  const attribute = await attributing(awaits)
  expect(await attribute(finallyWith(b.event, b.checkpoint))).toEqual({ known: true, runs: 0 })
})

test('what comes to the listed program when it is simplified is known, and so are its like, without a run', async () => {
  const attribute = await attributing(awaits)
  expect(await attribute(disposes)).toEqual({ known: true, runs: expect.any(Number) })
  expect(await attribute(finallyWith(b.event, resource))).toEqual({ known: true, runs: 0 })
})

test('what fails otherwise is new, and looked into once', async () => {
  const attribute = await attributing(awaits)
  const first = await attribute(three)
  expect(first.known).toBe(false)
  expect(first.runs).toBeGreaterThan(0)
  expect(await attribute(finallyWith(b.event, b.event, b.event))).toEqual({ known: false, runs: 0 })
})

describe('beside a rule that is listed as a whole', () => {
  const listed = 'context-manager.exit-once'
  const other = 'context-manager.exit-after-body'
  const known = [{ rule: listed, subject: null, programs: [], whole: true }]
  const three = finallyWith(b.event, b.event, b.checkpoint, resource)

  /** What fails breaks the listed rule, if `breaks` says so, and the other one. */
  async function attributed(breaks: (program: string) => boolean): Promise<boolean> {
    const made = rulesOf('context-manager', ecmascript, 'language').flatMap((rule): Rule[] => {
      if (rule.id === listed) return [{ ...rule, broken: ({ program }) => breaks(JSON.stringify(program)) }]
      if (rule.id === other) return [{ ...rule, broken: () => true }]
      return isTrace(rule.id) ? [rule] : []
    })
    const explains = explainer(known, 'language')
    const attribute = createAttribution(subject, made, cases, { explains, whole: wholeRules(known, 'language') })
    const [execution] = await execute(subject, made, [{ program: three, schedule: [] }])
    if (!execution) throw new Error('it was not run')
    expect(execution.violation?.broken.map(({ id }) => id)).toEqual([listed, other, 'context-manager.trace'])
    return attribute(execution)
  }

  test('one that is never broken without it is known', async () => {
    expect(await attributed(() => true)).toBe(true)
  })
  test('one that is broken without it too is new', async () => {
    expect(await attributed(program => program.includes('"checkpoint"'))).toBe(false)
  })
})
