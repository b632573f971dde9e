import { expect, test } from 'vitest'
import { structured } from '../../dialects/structured.ts'
import type { Block, Statement } from '../../program/fibers/ast.ts'
import { runModel } from '../run.ts'
import * as f from './build.fixture.ts'
import { dialectWith, fiberExamples } from './examples.fixture.ts'
import { race, twoErrors } from './exclusions.ts'

test.for(fiberExamples)('%s', ([, main, trace, answers = {}]) => {
  expect(runModel(f.program(...main), [], dialectWith(answers)).trace.join('; ')).toBe(trace)
})

test.for([
  ['waits', 'a enter; > c3; > c1; a entered; a exit; a exited; task1 cancelled; main 2; main returns'],
  ['interrupted', 'a enter; > c3; task1 cancelled; main 2; main returns; > c1'],
] as const)('an acquisition that is cancelled: %s', ([acquisition, trace]) => {
  const main = [f.spawn([f.hold(1, 0, f.checkpoint, f.event)], f.checkpoint, f.cancel)]
  expect(runModel(f.program(...main), [1], dialectWith({ acquisition })).trace.join('; ')).toBe(trace)
})

/** A task that holds `a`, whose release waits and then fails. */
const failing = (...body: Block): Statement => ({
  kind: 'hold',
  enter: { checkpoints: 0, outcome: 'entered' },
  exit: { checkpoints: 1, outcome: 'fails' },
  body,
})
const held = 'a enter; a entered; '

test.for([
  ['dropped', 'a exit; > c1; task1 cancelled; main 1; main returns'],
  ['raised', 'a exit; > c1; task1 throws E1; main throws E1'],
] as const)('the cleanup of a cancelled task fails: %s', ([cleanupErrors, trace]) => {
  const main = [f.spawn([failing(f.checkpoint)], f.checkpoint, f.cancel)]
  const seen = runModel(f.program(...main), [1, 1], dialectWith({ cleanupErrors })).trace.join('; ')
  expect(seen.replace('; > c2', '')).toBe(`${held}> c3; ${trace}`)
})

test('that it is raised is an occasion of the rule about it', () => {
  const main = f.program(f.spawn([failing(f.checkpoint)], f.checkpoint, f.cancel))
  const { trace, occasions } = runModel(main, [1, 1], dialectWith({ cleanupErrors: 'raised' }))
  const at = occasions[occasions.indexOf('tasks.cleanup-error-raised') + 1]
  expect(trace[at as number]).toBe('main throws E1')
})

test.for([
  ['dropped', 'task1 cancelled; main 2; main returns'],
  ['raised', 'task1 caught E1; > c2; task1 1; task1 returns; main 2; main returns'],
] as const)('a cleanup fails that was cancelled meanwhile: %s', ([cleanupErrors, trace]) => {
  const main = [f.spawn([f.attempt([failing()], [f.checkpoint, f.event])], f.checkpoint, f.cancel)]
  const seen = runModel(f.program(...main), [1], dialectWith({ cleanupErrors })).trace.join('; ')
  expect(seen).toBe(`${held}a exit; > c3; > c1; ${trace}`)
})

test('that of a body which has failed is lost when the task is cancelled meanwhile', () => {
  const main = [f.spawn([f.ensure([f.raise], [f.checkpoint])], f.checkpoint, f.cancel)]
  const answers = { cleanupErrors: 'raised', bodyErrorMeetsChildError: 'body' } as const
  const { trace } = runModel(f.program(...main), [1], dialectWith(answers))
  expect(trace.join('; ')).toBe('> c2; > c1; task1 cancelled; main 1; main returns')
})

test.for([
  ['cancelled', 'main throws cancelled'],
  ['error', 'main throws E1'],
] as const)('a cleanup fails behind the join of a cancelled task: %s', ([joinCancelledMeetsError, trace]) => {
  const main = [f.spawn([f.checkpoint], f.cancel, failing(f.join))]
  const seen = runModel(f.program(...main), [], dialectWith({ joinCancelledMeetsError })).trace.join('; ')
  expect(seen).toBe(`main 1; ${held}a exit; > c2; ${trace}`)
})

test('nothing is left out because a task fails while it is being cancelled', () => {
  const main = [f.all([f.checkpoint, f.raise], [failing(f.checkpoint)], [failing(f.checkpoint)])]
  for (const answers of [{ cleanupErrors: 'raised' }, { cleanupErrors: 'dropped' }] as const) {
    expect(runModel(f.program(...main), [], dialectWith(answers)).excluded).toBe(null)
  }
})

test('what meets within one step is left out', () => {
  const main = [f.spawn([f.event], f.join)]
  expect(runModel(f.program(...main), [], structured).excluded).toBe(null)
  const others = [f.spawn([f.event]), f.spawn([f.event], f.join)]
  expect(runModel(f.program(...others), [], structured).excluded).toBe(race)
})

test('whose error goes on is not said where a child fails while a cleanup runs that then fails too', () => {
  const main = f.program(f.spawn([f.checkpoint, f.raise], failing()))
  expect(runModel(main, [], dialectWith({ cleanupErrors: 'raised' })).excluded).toBe(twoErrors)
  expect(runModel(main, [], dialectWith({ cleanupErrors: 'dropped' })).excluded).toBe(null)
})

test('a member that has joined a task which is cancelled in the same step is left out with whoever runs it', () => {
  const fails: Statement = {
    kind: 'hold',
    enter: { checkpoints: 0, outcome: 'entered' },
    exit: { checkpoints: 0, outcome: 'fails' },
    body: [f.all([f.join])],
  }
  const main = f.program(f.spawn([f.timeout(1, f.checkpoint)], f.spawn([fails]), f.checkpoint))
  const answers = { children: 'together', joinCancelledMeetsError: 'error', childError: 'waits for a joiner' } as const
  expect(runModel(main, [1], dialectWith(answers)).excluded).toBe(race)
})

test.for([
  ['cancelled', 'main throws cancelled'],
  ['error', 'main throws E1'],
] as const)('one of several fails behind the join of a cancelled task: %s', ([joinCancelledMeetsError, trace]) => {
  const joining = [f.checkpoint, f.spawn([f.event], f.cancel, f.join)]
  const main = f.program(f.shield(f.all(joining, [failing(f.checkpoint)])))
  const { trace: seen } = runModel(main, [], dialectWith({ joinCancelledMeetsError, children: 'together' }))
  expect(seen).toContain(trace)
})

test('two children that fail in one step are left out', () => {
  const canceller = f.spawn([{ kind: 'cancel', task: 1 }], failing(f.checkpoint))
  const main = f.program(f.spawn([failing(f.checkpoint)], f.spawn([f.join], f.checkpoint, canceller)))
  const answers = { blocks: 'scopes', cleanupErrors: 'raised', joinCancelled: 'error' } as const
  expect(runModel(main, [], dialectWith(answers)).excluded).toBe(race)
})
