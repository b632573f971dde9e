import { expect, test } from 'vitest'
import { rules } from '../../harness/mutation/index.ts'
import { python } from '../../spec/dialects/python.ts'
import { flaws } from './asyncio/flaws.ts'
import { mutants } from './index.ts'
import { pythonMutants } from './python/index.ts'
import { unkillable } from './unkillable.ts'

test('every rule has a mutant, or a reason why it cannot have one yet', () => {
  const killers = [...mutants, ...flaws]
  const named = new Set([...killers.map(({ rule }) => rule), ...Object.keys(unkillable)])
  expect(rules.map(({ id }) => id).filter(id => !named.has(id))).toEqual([])
  expect(Object.keys(unkillable).filter(id => killers.some(({ rule }) => rule === id))).toEqual([])
})

test('every rule that applies to Python has a mutant that is one', () => {
  const named = new Set([...pythonMutants, ...flaws].map(({ rule }) => rule))
  const applying = rules.filter(({ applies }) => applies(python, 'python')).map(({ id }) => id)
  expect(applying.filter(id => !named.has(id))).toEqual([])
})

test('names are unique, and there are enough', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length)
  expect(mutants.length).toBeGreaterThanOrEqual(80)
})
