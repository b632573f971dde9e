import { describe, expect, test } from 'vitest'
import { ecmascript } from '../dialects/ecmascript.ts'
import { python } from '../dialects/python.ts'
import { allOperators } from '../dialects/typical.ts'
import { catalogue, ruleById } from './catalogue.ts'
import { contextManager } from './context-manager/index.ts'
import { exitStack } from './exit-stack/index.ts'
import { fetching } from './fetching/index.ts'
import { generator } from './generator/index.ts'
import { iteration } from './iteration/index.ts'
import { operators } from './operators/index.ts'
import type { SubjectKind } from './rule.ts'
import { tasks } from './tasks/index.ts'

const chapters = {
  'context-manager': contextManager,
  'exit-stack': exitStack,
  generator,
  iteration,
  tasks,
  operators,
  fetching,
}
const subjects: readonly SubjectKind[] = [
  'language',
  'bracket',
  'disposableStack',
  'exitStack',
  'tasks',
  'operators',
  'python',
  'fetchStub',
  'fetchMsw',
  'fetchServer',
  'clientStub',
  'clientMsw',
  'clientServer',
]

test('every id is there once, and found by it', () => {
  expect(new Set(catalogue.map(({ id }) => id)).size).toBe(catalogue.length)
  for (const rule of catalogue) expect(ruleById(rule.id)).toBe(rule)
  expect(ruleById('context-manager.no-such-rule')).toBe(undefined)
})

test.for(Object.entries(chapters))('%s lists its own rules, its trace last', ([chapter, rules]) => {
  for (const { id } of rules) expect(id).toMatch(new RegExp(`^${chapter}\\.[a-z]+(-[a-z]+)*$`))
  expect(rules.at(-1)?.id).toBe(`${chapter}.trace`)
  expect(rules.filter(({ id }) => id.endsWith('.trace'))).toHaveLength(1)
})

describe.for(catalogue)('$id', rule => {
  test('says in one sentence each what must hold, and why', () => {
    expect(rule.statement).toMatch(sentence)
    expect(rule.intent).toMatch(sentence)
  })

  test('has sources that can be opened', () => {
    for (const { title, section, url } of rule.sources) {
      expect(title).not.toBe('')
      expect(section).not.toBe('')
      expect(new URL(url).protocol).toBe('https:')
    }
    expect(new Set(rule.sources.map(({ url }) => url)).size).toBe(rule.sources.length)
  })

  test('has hints, each a short imperative sentence', () => {
    expect(rule.hints.length).toBeGreaterThanOrEqual(2)
    expect(rule.hints.length).toBeLessThanOrEqual(3)
    for (const hint of rule.hints) expect(hint).toMatch(/^(Check|Look|Count) .*[.?]$/)
  })

  test('says something in a dialect that is there, on some subject', () => {
    const somewhere = [ecmascript, python, allOperators].flatMap(dialect =>
      subjects.filter(subject => rule.applies(dialect, subject)),
    )
    expect(somewhere).not.toEqual([])
  })
})

/** Begins like a sentence (a keyword may begin it), ends with its only full stop. */
const sentence = /^[A-Za-z][^.]*(?:\.\w[^.]*)*\.$/

test('each subject has the chapters that it can run', () => {
  const chaptersOf = (subject: SubjectKind) => [
    ...new Set(catalogue.filter(rule => rule.applies(ecmascript, subject)).map(({ id }) => id.split('.')[0])),
  ]
  expect(chaptersOf('language')).toEqual(['context-manager', 'exit-stack', 'generator', 'iteration'])
  expect(chaptersOf('python')).toEqual(['context-manager', 'exit-stack', 'generator', 'iteration', 'tasks'])
  expect(chaptersOf('bracket')).toEqual(['context-manager'])
  expect(chaptersOf('disposableStack')).toEqual(['exit-stack'])
  expect(chaptersOf('exitStack')).toEqual(['exit-stack'])
  for (const tier of ['Stub', 'Msw', 'Server'] as const) {
    expect(chaptersOf(`fetch${tier}`)).toEqual(['fetching'])
    expect(chaptersOf(`client${tier}`)).toEqual(['fetching'])
  }
  expect(chaptersOf('tasks')).toEqual(['tasks'])
})

test('the dialects differ where the table of rules says so', () => {
  const only = (dialect: typeof ecmascript, other: typeof ecmascript) =>
    catalogue
      .filter(rule => subjects.some(s => rule.applies(dialect, s)) && !subjects.some(s => rule.applies(other, s)))
      .map(({ id }) => id)
  expect(only(python, ecmascript)).toMatchInlineSnapshot(`
    [
      "context-manager.exit-sees-error",
      "context-manager.exit-sees-nothing-on-success",
      "context-manager.exit-sees-inner-replacement",
      "context-manager.suppress",
      "context-manager.suppress-hides-from-outer",
      "context-manager.suppress-needs-error",
      "context-manager.exit-error-replaces",
      "exit-stack.callback-cannot-suppress",
      "exit-stack.suppress-mid-stack",
      "exit-stack.replacement-mid-stack",
      "exit-stack.context-equals-nesting",
      "generator.stop-iteration-wrapped",
      "iteration.break-leaves-open",
      "iteration.finaliser-runs-once",
      "iteration.orphan-inner-stays-open",
      "fetching.failure-reaches-exit",
    ]
  `)
  expect(only(ecmascript, python)).toMatchInlineSnapshot(`
    [
      "context-manager.exit-error-aggregates",
      "context-manager.null-resource",
      "context-manager.sync-dispose-fallback",
      "context-manager.dispose-blind",
      "exit-stack.aggregate-order",
      "exit-stack.closed-refuses",
      "generator.return-value",
      "generator.yield-awaits",
      "generator.delegate",
      "iteration.return-closes",
      "iteration.throw-closes",
      "iteration.outer-continue-closes",
      "iteration.close-error-surfaces",
      "iteration.close-inner-first",
      "iteration.close-result-object",
      "iteration.close-absent",
      "iteration.sync-source-awaited",
      "iteration.sync-source-closed-on-rejection",
    ]
  `)
})
