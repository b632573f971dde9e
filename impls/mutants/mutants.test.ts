import { describe, expect, test } from 'vitest'
import { kill, stillFailing } from '../../harness/index.ts'
import { catalogue } from '../../spec/rules/catalogue.ts'
import { mutants } from './index.ts'
import { unkillable } from './unkillable.ts'

const statements: number[] = []

describe('each mutant is killed by the rule that it names, with a small and minimal counterexample', () => {
  test.for(mutants)('$name: $rule', async ({ name, rule, implementation }) => {
    const mutant = { ...implementation, name }
    const killed = await kill(mutant, rule, { seed: 1 })
    if (!killed) throw new Error(`${name} lives: ${rule} is not broken within the default budget`)
    expect(killed.counterexample.statements).toBeLessThanOrEqual(6)
    expect(await stillFailing(mutant, killed.counterexample)).toEqual([])
    statements.push(killed.counterexample.statements)
  })
})

test('the median counterexample has at most 3 statements', () => {
  expect(statements.toSorted((a, b) => a - b)[Math.floor(statements.length / 2)]).toBeLessThanOrEqual(3)
})

test('every rule has a mutant, or a reason why it cannot have one yet', () => {
  const named = new Set([...mutants.map(({ rule }) => rule), ...Object.keys(unkillable)])
  expect(catalogue.map(({ id }) => id).filter(id => !named.has(id))).toEqual([])
  expect(Object.keys(unkillable).filter(id => mutants.some(({ rule }) => rule === id))).toEqual([])
})

test('names are unique', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
})
