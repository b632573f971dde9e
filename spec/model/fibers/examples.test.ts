import { expect, test } from 'vitest'
import { structured } from '../../dialects/structured.ts'
import type { TaskAnswers, TaskDialect } from '../../dialects/tasks.ts'
import type { Block, Statement } from '../../program/fibers/ast.ts'
import { runModel } from '../run.ts'
import * as f from './build.fixture.ts'
import { race } from './exclusions.ts'

const dialect = (answers: Partial<TaskAnswers>) => ({
  ...structured,
  tasks: { ...(structured.tasks as TaskDialect), ...answers },
})

const examples: readonly (readonly [title: string, main: Block, trace: string, answers?: Partial<TaskAnswers>])[] = [
  [
    'a spawned task is joined',
    [f.spawn([f.checkpoint, f.returns], f.join)],
    '> c1; task1 returns 1; main 1: 1; main returns',
  ],
  ['an unbegun task does nothing', [f.spawn([f.event], f.cancel)], 'main 2; main returns'],
  [
    'a cancellation releases what is held, and waits for that',
    [f.spawn([f.checkpoint, f.hold(0, 1, f.checkpoint)], f.checkpoint, f.cancel)],
    '> c1; a enter; a entered; > c4; a exit; > c3; > c2; a exited; task1 cancelled; main 1; main returns',
  ],
  [
    'the children end before their parent',
    [f.spawn([f.checkpoint]), f.checkpoint, f.checkpoint],
    '> c1; task1 returns; > c2; > c3; main returns',
  ],
  [
    'several side by side give their values in order',
    [f.all([f.checkpoint, f.returns], [f.returns])],
    'task2 returns 2; > c1; task1 returns 1; main 1: [1, 2]; main returns',
  ],
  [
    'a timeout cancels its body',
    [f.attempt([f.timeout(1, f.hold(0, 0, f.sleep(2)))], [f.event])],
    'a enter; a entered; a exit; a exited; main caught TimeoutError; main 1; main returns',
  ],
  [
    'a failing child ends its parent',
    [f.spawn([f.checkpoint, f.raise], f.attempt([f.ensure([f.checkpoint], [f.event])], [f.event]))],
    '> c1; task1 throws E1; main 1; main throws E1; > c2',
  ],
  [
    'a failing child is told to nobody',
    [f.spawn([f.checkpoint, f.raise], f.checkpoint, f.checkpoint)],
    '> c1; task1 throws E1; > c2; > c3; main returns',
    { childError: 'waits for a joiner' },
  ],
  [
    'a shield keeps a cancellation away',
    [f.spawn([f.shield(f.checkpoint, f.event), f.event], f.checkpoint, f.checkpoint, f.cancel)],
    '> c1; task1 1; task1 2; task1 returns; > c2; > c3; main 3; main returns',
  ],
]

test.for(examples)('%s', ([, main, trace, answers = {}]) => {
  expect(runModel(f.program(...main), [], dialect(answers)).trace.join('; ')).toBe(trace)
})

test.for([
  ['waits', 'a enter; > c3; > c1; a entered; a exit; a exited; task1 cancelled; main 2; main returns'],
  ['interrupted', 'a enter; > c3; task1 cancelled; main 2; main returns; > c1'],
] as const)('an acquisition that is cancelled: %s', ([acquisition, trace]) => {
  const main = [f.spawn([f.hold(1, 0, f.checkpoint, f.event)], f.checkpoint, f.cancel)]
  expect(runModel(f.program(...main), [1], dialect({ acquisition })).trace.join('; ')).toBe(trace)
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
  const seen = runModel(f.program(...main), [1, 1], dialect({ cleanupErrors })).trace.join('; ')
  expect(seen.replace('; > c2', '')).toBe(`${held}> c3; ${trace}`)
})

test('that it is raised is an occasion of the rule about it', () => {
  const main = f.program(f.spawn([failing(f.checkpoint)], f.checkpoint, f.cancel))
  const { trace, occasions } = runModel(main, [1, 1], dialect({ cleanupErrors: 'raised' }))
  const at = occasions[occasions.indexOf('tasks.cleanup-error-raised') + 1]
  expect(trace[at as number]).toBe('main throws E1')
})

test.for([
  ['cancelled', 'task1 cancelled; main 2; main returns'],
  ['error', 'task1 caught E1; > c2; task1 cancelled; main 2; main returns'],
] as const)('a cleanup fails that was cancelled meanwhile: %s', ([failedCleanupCancelled, trace]) => {
  const main = [f.spawn([f.attempt([failing()], [f.checkpoint, f.event])], f.checkpoint, f.cancel)]
  const seen = runModel(f.program(...main), [1], dialect({ failedCleanupCancelled })).trace.join('; ')
  expect(seen).toBe(`${held}a exit; > c3; > c1; ${trace}`)
})

test.for([
  ['cancelled', 'main throws cancelled'],
  ['error', 'main throws E1'],
] as const)('a cleanup fails behind the join of a cancelled task: %s', ([joinCancelledMeetsError, trace]) => {
  const main = [f.spawn([f.checkpoint], f.cancel, failing(f.join))]
  const seen = runModel(f.program(...main), [], dialect({ joinCancelledMeetsError })).trace.join('; ')
  expect(seen).toBe(`main 1; ${held}a exit; > c2; ${trace}`)
})

test('nothing is left out because a task fails while it is being cancelled', () => {
  const main = [f.all([f.checkpoint, f.raise], [failing(f.checkpoint)], [failing(f.checkpoint)])]
  for (const answers of [{ cleanupErrors: 'raised' }, { cleanupErrors: 'dropped' }] as const) {
    expect(runModel(f.program(...main), [], dialect(answers)).excluded).toBe(null)
  }
})

test('what meets within one step is left out', () => {
  const main = [f.spawn([f.event], f.join)]
  expect(runModel(f.program(...main), [], structured).excluded).toBe(null)
  const others = [f.spawn([f.event]), f.spawn([f.event], f.join)]
  expect(runModel(f.program(...others), [], structured).excluded).toBe(race)
})
