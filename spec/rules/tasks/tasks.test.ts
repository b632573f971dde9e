import { expect, test } from 'vitest'
import { python } from '../../dialects/python.ts'
import { misjudged, type Trials } from '../trial.ts'
import { tasks } from './index.ts'

const none: Trials = { broken: [], intact: [] }
const trials: Readonly<Record<string, Trials>> = {
  'tasks.cancel-passes-exits': {
    broken: [
      {
        expected: ['main 1: True', '* a exit CancelledError', 'a exited', 'task1 cancelled'],
        observed: ['main 1: True', 'task1 cancelled'],
      },
      {
        expected: ['main 1: True', '* a exit CancelledError', 'a exited'],
        observed: ['main 1: True', 'a exit', 'a exited'],
      },
    ],
    intact: [
      {
        expected: ['main 1: True', '* a exit CancelledError', 'a exited', 'task1 cancelled'],
        observed: ['main 1: True', 'a exit CancelledError', 'task1 cancelled'],
      },
    ],
  },
  'tasks.cancel-before-start': {
    broken: [
      { expected: ['main 1: True', '* task1 cancelled'], observed: ['main 1: True', 'a enter', 'task1 cancelled'] },
      {
        expected: ['main 1: True', 'main returns', '* task1 cancelled'],
        observed: ['main 1: True', 'task1 2', 'main returns', 'task1 cancelled'],
      },
    ],
    intact: [
      { expected: ['main 1: True', 'main 2', '* task1 cancelled'], observed: ['main 1: True', 'main 3'] },
      { expected: ['main 1: True', '* task1 cancelled', 'main 2'], observed: ['main 1: True', 'task1 cancelled'] },
    ],
  },
  'tasks.cancel-in-enter': {
    broken: [
      {
        expected: ['a enter', 'main 1: True', '* task1 cancelled'],
        observed: ['a enter', 'main 1: True', 'a exit CancelledError', 'task1 cancelled'],
      },
      {
        expected: ['a enter', 'main 1: True', '* task1 cancelled'],
        observed: ['a enter', 'main 1: True', 'a entered', 'task1 2: 1'],
      },
    ],
    intact: [
      {
        expected: ['a enter', 'main 1: True', '* task1 cancelled', 'main returns'],
        observed: ['a enter', 'main 1: True', 'task1 cancelled', 'main hangs'],
      },
    ],
  },
  'tasks.cancel-in-exit': {
    broken: [
      {
        expected: ['b exit', 'main 1: True', '* a exit CancelledError'],
        observed: ['b exit', 'main 1: True', 'b exited', 'a exit'],
      },
      {
        expected: ['b exit E1', 'main 1: True', '* a exit CancelledError'],
        observed: ['b exit E1', 'main 1: True', 'a exit E1'],
      },
    ],
    intact: [
      { expected: ['b exit', 'main 1: True', '* a exit CancelledError'], observed: ['b exit', 'main 1: False'] },
    ],
  },
  'tasks.cancel-once': {
    broken: [
      {
        expected: ['a exit CancelledError', '> c1', '* a exited', 'task1 cancelled'],
        observed: ['a exit CancelledError', 'task1 cancelled'],
      },
      {
        expected: ['a exit CancelledError', '> c1', '* a exited', 'task1 cancelled'],
        observed: ['a exit CancelledError', '> c1', 'task1 cancelled'],
      },
    ],
    intact: [
      {
        expected: ['a exit CancelledError', 'main 2', '> c1', '* a exited'],
        observed: ['a exit CancelledError', '> c1', 'a exited', 'main 2'],
      },
    ],
  },
  'tasks.suppressed-cancel-continues': {
    broken: [
      {
        expected: ['task1 caught CancelledError', '* task1 2', 'task1 returns'],
        observed: ['task1 caught CancelledError', 'task1 cancelled'],
      },
    ],
    intact: [{ expected: ['task1 caught CancelledError', '* task1 2'], observed: ['task1 cancelled'] }],
  },
  'tasks.cancel-reaches-awaited': {
    broken: [
      {
        expected: ['main 1: True', '* task1 2', 'task1 cancelled', 'task2 cancelled'],
        observed: ['main 1: True', 'task2 cancelled'],
      },
    ],
    intact: [{ expected: ['main 1: True', '* task1 2', 'task1 cancelled'], observed: ['main 1: False'] }],
  },
  'tasks.shield': {
    broken: [
      {
        expected: ['main 1: True', '* task2 cancelled', '> c1', '* task1 returns'],
        observed: ['main 1: True', 'task1 cancelled', 'task2 cancelled'],
      },
      {
        expected: ['main 1: True', '* task2 cancelled', '> c1', '* task1 returns'],
        observed: ['main 1: True', '> c1', 'task1 returns', 'task2 cancelled'],
      },
    ],
    intact: [{ expected: ['main 1: True', '* task2 cancelled'], observed: ['main 1: False', 'task2 cancelled'] }],
  },
  'tasks.gather-order': {
    broken: [{ expected: ['task2 returns 2', '* main 1: [1, 2]'], observed: ['task2 returns 2', 'main 1: [2, 1]'] }],
    intact: [{ expected: ['task2 returns 2', '* main 1: [1, 2]'], observed: ['task2 returns 2', 'main throws E1'] }],
  },
  'tasks.gather-first-error': {
    broken: [
      {
        expected: ['task1 throws E1', '* main throws E1', '> c1', 'task2 returns'],
        observed: ['task1 throws E1', '> c1', 'task2 returns', 'main throws E1'],
      },
      {
        expected: ['task1 throws E1', '* main throws E1', '> c1', 'task2 returns'],
        observed: ['task1 throws E1', 'task2 cancelled', 'main throws E1'],
      },
    ],
    intact: [{ expected: ['task1 throws E1', '* main throws E1'], observed: ['task2 1', 'main throws E1'] }],
  },
  'tasks.group-waits': {
    broken: [{ expected: ['> c1', 'task1 returns', '* main 2'], observed: ['main 2', '> c1', 'task1 returns'] }],
    intact: [
      { expected: ['> c1', 'task1 returns', '* main 2'], observed: ['> c1', 'task1 returns', 'main throws E1'] },
    ],
  },
  'tasks.group-cancels-siblings': {
    broken: [
      {
        expected: ['task1 throws E1', '* a exit CancelledError', 'task2 cancelled'],
        observed: ['task1 throws E1', '> c1', 'a exit', 'task2 returns'],
      },
    ],
    intact: [
      {
        expected: ['task1 throws E1', '* a exit CancelledError', 'task2 cancelled'],
        observed: ['task1 throws E1', 'a exit CancelledError', 'task2 returns'],
      },
    ],
  },
  'tasks.group-error-order': {
    broken: [
      {
        expected: ['task2 throws E2', '* main throws ExceptionGroup(E1, E2)'],
        observed: ['task2 throws E2', 'main throws ExceptionGroup(E2, E1)'],
      },
      {
        expected: ['task2 throws E2', '* main throws ExceptionGroup(E2)'],
        observed: ['task2 throws E2', 'main throws E2'],
      },
    ],
    intact: [
      {
        expected: ['task2 throws E2', '* main throws ExceptionGroup(E2)'],
        observed: ['main throws ExceptionGroup(E2)'],
      },
    ],
  },
  'tasks.timeout-converts-own-cancel': {
    broken: [
      {
        expected: ['> clock 1', '* main throws TimeoutError from CancelledError'],
        observed: ['> clock 1', 'main cancelled'],
      },
      { expected: ['main 1: True', '* task1 cancelled'], observed: ['main 1: True', 'task1 throws TimeoutError'] },
    ],
    intact: [{ expected: ['> clock 1', '* main cancelled'], observed: ['> c1', 'main cancelled'] }],
  },
  'tasks.yield-in-scope': {
    broken: [
      {
        expected: ['main 1: 1', '> clock 1', '* main cancelled'],
        observed: ['main 1: 1', '> clock 1', 'gen1 caught CancelledError'],
      },
    ],
    intact: [{ expected: ['main 1: 1', '> clock 1', '* main cancelled'], observed: ['main 1: 1', '> c1'] }],
  },
}

/** Those about asyncio: the others are tried in `./structured.test.ts`. */
const own = tasks.filter(({ applies }) => applies(python, 'python'))

test.for(own)('$id', rule => {
  expect(misjudged(rule, trials[rule.id] ?? none)).toEqual([])
})

test('every rule has trials of both kinds', () => {
  const tried = Object.entries(trials).filter(([, { broken, intact }]) => broken.length > 0 && intact.length > 0)
  expect([...tried.map(([id]) => id), 'tasks.trace']).toEqual(own.map(({ id }) => id))
})
