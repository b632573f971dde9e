import { describe, expect, test } from 'vitest'
import { languageMutants } from '../../impls/mutants/language/index.ts'
import { libraryMutants } from '../../impls/mutants/library/index.ts'
import { python } from '../../spec/dialects/python.ts'
import * as b from '../../spec/model/build.fixture.ts'
import { type Program, sizeForReader } from '../../spec/program/program.ts'
import { ruleById } from '../../spec/rules/catalogue.ts'
import type { Chapter, Rule } from '../../spec/rules/rule.ts'
import { type Case, createCases } from '../campaign/cases.ts'
import { type Execution, execute, type Failure, profileOf, rulesOf, runCases } from '../campaign/chapter.ts'
import { resolveVariants } from '../implementation/resolve.ts'
import { makeSubjects } from '../subjects/make-subjects.ts'
import type { Subject } from '../subjects/subject.ts'
import { minimise, simplerCases } from './minimise.ts'

const chosen = new Set([
  'enter-not-awaited',
  'exits-what-failed-to-enter',
  'exit-called-twice',
  'no-finally',
  'exit-not-awaited',
  'result-lost',
  'suppression-ignored',
  'error-rethrown-as-a-copy',
  'context-missing',
  'deferred-run-first',
  'closed-stack-accepts-deferred',
  'adopt-callback-given-nothing',
])
const runs = 4000
const batch = 200

/** What there is to minimise: the subject of a mutant, its cases, and the first one that breaks the rule. */
async function failing(name: string) {
  const mutant = libraryMutants.find(one => one.name === name)
  if (!mutant) throw new Error(`No mutant is called ${name}.`)
  const [resolved] = resolveVariants({ ...mutant.implementation, name }, name)
  const [subject] = resolved ? makeSubjects(resolved) : []
  const chapter = mutant.rule.split('.')[0] as Chapter
  const profile = subject && profileOf(chapter, subject.kind)
  if (!subject || !profile) throw new Error(`${name} has no subject for its rule.`)
  const rules = rulesOf(chapter, subject.dialect, subject.kind)
  const cases = createCases(profile, subject.dialect, 1, runs)
  // Drawn cases, not the smallest ones: there is to be something to simplify.
  for (let from = runs - batch; from > 0; from -= batch) {
    const some = Array.from({ length: batch }, (_, i) => cases.at(from + i))
    const failure = (await runCases(subject, rules, some, () => false)).failures.get(mutant.rule)
    if (failure) return { subject, rules, cases, rule: ruleById(mutant.rule) as Rule, failure }
  }
  throw new Error(`${mutant.rule} is not broken by ${name} in ${runs} cases.`)
}

/** Those of the cases that break the rule, and no more rules at once than `most`. */
async function breaking(
  subject: Subject,
  rules: readonly Rule[],
  rule: Rule,
  most: number,
  some: readonly Case[],
): Promise<Case[]> {
  const executions = await execute(subject, rules, some)
  const breaks = ({ violation }: Execution): boolean =>
    violation?.broken.includes(rule) === true && violation.broken.length <= most
  return executions.filter(breaks).map(({ predicted }) => predicted.case)
}

describe.each([...chosen])('a counterexample of %s', name => {
  test('breaks the rule, and no one-step simplification of it does, but along with more rules', async () => {
    const { subject, rules, cases, rule, failure } = await failing(name)
    const found = (await minimise(subject, rules, rule, cases, failure, () => false)) as Execution
    const smallest = found.predicted.case as Case
    expect(found.violation?.broken).toContain(rule)
    expect(sizeForReader(smallest.program)).toBeLessThanOrEqual(sizeForReader(failure.case.program))
    expect(sizeForReader(smallest.program)).toBeLessThanOrEqual(6)
    const most = found?.violation?.broken.length as number
    expect(await breaking(subject, rules, rule, most, [...simplerCases(cases, smallest)])).toEqual([])
  })
})

test('a yield and the request that it answers are left out together', async () => {
  const lost = languageMutants.find(({ name }) => name === 'return-of-finally-lost-while-closing')
  const [resolved] = lost ? resolveVariants({ ...lost.implementation, name: lost.name }, lost.name) : []
  const [subject] = resolved ? makeSubjects(resolved) : []
  const profile = profileOf('generator', 'language')
  if (!lost || !subject || !profile) throw new Error('unreachable: the mutant is of the language')
  const rules = rulesOf('generator', subject.dialect, subject.kind)
  const cases = createCases(profile, subject.dialect, 1, 0)
  const generator = [b.yields(), b.tryFinally([b.yields()], [b.returns('none')])]
  const program: Program = { kind: 'program', main: [b.open(generator, b.next, b.next, b.close())] }
  const failure: Failure = { case: { program, schedule: [] }, others: [] }
  const found = await minimise(subject, rules, ruleById(lost.rule) as Rule, cases, failure, () => false)
  expect((found?.predicted.case.program as typeof program | undefined)?.main).toEqual([
    b.open([b.tryFinally([b.yields()], [b.returns('none')])], b.next, b.close()),
  ])
})

test('what does not fail when it is run again is not minimised', async () => {
  const { subject, rules, cases, rule } = await failing('exit-called-twice')
  const passing: Failure = { case: { program: { kind: 'program', main: [] }, schedule: [] }, others: [] }
  expect(await minimise(subject, rules, rule, cases, passing, () => false)).toBe(null)
})

describe('simplifications of a case', () => {
  const profile = profileOf('context-manager', 'bracket')
  const cases = createCases(profile as NonNullable<typeof profile>, python, 1, 1000)
  const { program } = cases.at(999)

  test('the schedule first: none, then one choice less or an earlier one', () => {
    const all = [...simplerCases(cases, { program, schedule: [2, 0] })]
    const own = all.filter(one => one.program === program)
    expect(own.map(({ schedule }) => schedule)).toEqual([[], [0], [1, 0], [2]])
    expect(all.slice(0, own.length)).toEqual(own)
    for (const { schedule } of all.slice(own.length)) expect(schedule).toEqual([2, 0])
  })

  test('each comes once, and none is the case itself', () => {
    const all = [...simplerCases(cases, { program, schedule: [1] })].map(one => JSON.stringify(one))
    expect(new Set(all).size).toBe(all.length)
    expect(all).not.toContain(JSON.stringify({ program, schedule: [1] }))
  })
})
