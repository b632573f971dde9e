import { expect, test } from 'vitest'
import { structured } from '../../dialects/structured.ts'
import * as f from '../../model/fibers/build.fixture.ts'
import { misjudged, type Trial } from '../trial.ts'
import { cleanupErrorRaised } from './failing.ts'
import { tasks } from './index.ts'

const none = { broken: [], intact: [] }
/** A task that holds `a`, and is cancelled. */
const holding = f.program(f.spawn([f.hold(1, 1, f.checkpoint)], f.checkpoint, f.cancel))
const side = f.program(f.all([f.checkpoint, f.returns], [f.returns]))
const group = f.program(f.all([f.raise], [f.checkpoint]))
const joined = f.program(f.spawn([f.returns], f.join))
const nested = f.program(f.spawn([f.all([f.checkpoint])], f.cancel))
const late = f.program(f.timeout(1, f.sleep(2)))
const failed = f.program(f.spawn([f.ensure([f.raise], [f.checkpoint])], f.checkpoint))
const child = f.program(f.spawn([f.raise], f.checkpoint))

const broken = (program: Trial['program'] & {}, expected: string, observed: string): Trial => ({
  program,
  expected: expected.split('; '),
  observed: observed.split('; '),
})
const released = 'a enter; a entered; * a exit; > c2; a exited; task1 cancelled; main 1; main returns'

/** Of each rule a trial that breaks it, and one beside it that does not. */
const trials: Readonly<Record<string, readonly [broken: Trial, intact: Trial]>> = {
  'tasks.cancel-passes-exits': [
    broken(holding, released, 'a enter; a entered; task1 cancelled; main 1; main returns'),
    broken(holding, released, 'a enter; a entered; a exit; task1 cancelled; main 1; main returns'),
  ],
  'tasks.cancel-before-start': [
    broken(holding, '* main 1; main returns', 'task1 cancelled; main 1; main returns'),
    broken(holding, '* main 1; main returns', 'main throws E1'),
  ],
  'tasks.cancel-once': [
    broken(holding, released, 'a enter; a entered; a exit; task1 cancelled; main 1; main returns'),
    broken(holding, released, 'a enter; a entered; task1 cancelled; main 1; main returns'),
  ],
  'tasks.cancel-reaches-awaited': [
    broken(nested, '* task2 cancelled; task1 cancelled', 'task1 cancelled; > c1; task2 returns'),
    broken(nested, '* task2 cancelled; task1 cancelled', 'task2 returns; task1 cancelled'),
  ],
  'tasks.gather-order': [
    broken(
      side,
      'task2 returns 2; task1 returns 1; * main 1: [1, 2]',
      'task2 returns 2; task1 returns 1; main 1: [2, 1]',
    ),
    broken(
      side,
      'task2 returns 2; task1 returns 1; * main 1: [1, 2]',
      'task2 returns 2; task1 returns 3; main 1: [3, 2]',
    ),
  ],
  'tasks.group-cancels-siblings': [
    broken(
      group,
      'task1 throws E1; task2 cancelled; * main throws E1',
      'task1 throws E1; > c1; task2 returns; main throws E1',
    ),
    broken(
      group,
      'task1 throws E1; task2 cancelled; * main throws E1',
      'task1 throws E1; task2 cancelled; main returns',
    ),
  ],
  'tasks.timeout-converts-own-cancel': [
    broken(late, '* main throws TimeoutError', 'main throws cancelled'),
    broken(late, '* main throws TimeoutError', 'a enter; main throws TimeoutError'),
  ],
  'tasks.cancel-waits': [
    broken(holding, `${released}`, 'a enter; a entered; a exit; main 1; main returns; > c2; a exited; task1 cancelled'),
    broken(holding, `${released}`, 'a enter; a entered; a exit; > c2; a exited; main 1; main returns'),
  ],
  'tasks.acquisition-completes': [
    broken(holding, 'a enter; > c1; * a entered; a exit; a exited; main 1', 'a enter; > c1; task1 cancelled; main 1'),
    broken(holding, 'a enter; > c1; * a entered; a exit; a exited; main 1', 'a enter; > c1; a entered; main 1'),
  ],
  'tasks.cleanup-completes': [
    broken(holding, 'a entered; a exit; > c2; * a exited; main 1', 'a entered; a exit; > c2; main 1'),
    broken(holding, 'a entered; a exit; > c2; * a exited; main 1', 'a entered; > c2; main 1'),
  ],
  'tasks.children-end-first': [
    broken(child, '> c1; task1 cancelled; * main returns', 'main returns; > c1; task1 cancelled'),
    broken(child, '> c1; task1 cancelled; * main returns', '> c1; task1 returns; main returns'),
  ],
  'tasks.children-cancelled': [
    broken(child, '> c1; * task1 cancelled; main returns', '> c1; task1 returns; main returns'),
    broken(child, '> c1; * task1 cancelled; main returns', 'main returns; > c1; task1 cancelled'),
  ],
  'tasks.child-error-ends-parent': [
    broken(child, 'task1 throws E1; * main throws E1; > c1', 'task1 throws E1; > c1; main returns'),
    broken(child, 'task1 throws E1; * main throws E1; > c1', 'task1 returns; > c1; main returns'),
  ],
  'tasks.cleanup-error-dropped': [
    broken(
      holding,
      'a exit; > c2; task1 cancelled; * main 1; main returns',
      'a exit; > c2; task1 cancelled; main throws E1',
    ),
    broken(holding, 'a exit; > c2; task1 cancelled; * main 1; main returns', 'a exit; > c2; task1 throws E1; main 1'),
  ],
  'tasks.body-error-not-raised': [
    broken(failed, '> c2; > c1; * task1 cancelled; main returns', '> c2; > c1; task1 throws E1; main throws E1'),
    broken(failed, '> c2; > c1; * task1 cancelled; main returns', '> c2; > c1; task1 returns; main returns'),
  ],
  'tasks.join-gives-outcome': [
    broken(joined, 'task1 returns 1; * main 1: 1; main returns', 'task1 returns 1; main 1: undefined; main returns'),
    broken(joined, 'task1 returns 1; * main 1: 1; main returns', 'task1 returns 2; main 1: 2; main returns'),
  ],
}

const own = tasks.filter(({ applies }) => applies(structured, 'tasks'))

test('tasks.cleanup-error-raised', () => {
  const wanted = 'a exit; > c2; task1 throws E1; * main throws E1'
  expect(
    misjudged(cleanupErrorRaised, {
      broken: [
        broken(holding, wanted, 'a exit; > c2; task1 throws E1; main 1; main returns'),
        broken(holding, wanted, 'a exit; > c2; task1 throws E1; main returns'),
      ],
      intact: [broken(holding, wanted, 'a exit; > c2; task1 cancelled; main throws E1')],
    }),
  ).toEqual([])
})

test.for(own.filter(({ id }) => id !== 'tasks.trace'))('$id', rule => {
  const [one, other] = trials[rule.id] ?? []
  expect(misjudged(rule, one && other ? { broken: [one], intact: [other] } : none)).toEqual([])
})

test('every rule that says something of structured concurrency has trials', () => {
  expect([...Object.keys(trials), 'tasks.trace'].sort()).toEqual(own.map(({ id }) => id).sort())
})
