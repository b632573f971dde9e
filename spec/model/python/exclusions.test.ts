import { expect, test } from 'vitest'
import { python } from '../../dialects/python.ts'
import { elaborate } from '../../program/program.ts'
import * as b from '../build.fixture.ts'
import { runModel } from '../run.ts'
import * as p from './build.fixture.ts'
import { exclusions } from './exclusions.ts'

// An inner stack makes the error of an exit its own context; a manager handles it while an outer stack is left, and
// raises another one: its chain leads into the ring.
test('a program on which CPython does not end is excluded, with the reason', () => {
  const ring = b.stack('held', p.push('again'), p.push('fails'), b.raise)
  const manager = p.byFunction(p.excepts([ring], [b.yields(), b.raise]))
  const { excluded, occasions } = runModel(elaborate(p.program([b.stack('held', p.enter(manager))])), [], python)
  expect(excluded).toBe(exclusions.endlessContextFix)
  expect(occasions).toEqual([])
})

test('a ring that nothing leads into is no reason', () => {
  const ring = b.stack('held', p.push('again'), p.push('fails'), b.raise)
  const { excluded, trace } = runModel(elaborate(p.program([p.excepts([ring], [])])), [], python)
  expect(excluded).toBe(null)
  expect(trace.slice(0, 2)).toEqual(['b exit E2', 'a exit E1 <- E2'])
  expect(trace[2]).toBe(`main caught ${'E1 <- '.repeat(20)}…`)
})
