import { expect, test } from 'vitest'
import { misjudged, type Trials } from '../trial.ts'
import { exitStack } from './index.ts'

const none: Trials = { broken: [], intact: [] }
const trials: Readonly<Record<string, Trials>> = {
  'exit-stack.lifo': {
    broken: [
      {
        expected: ['b exit', 'b exited', '* a exit', 'a exited'],
        observed: ['a exit', 'a exited', 'b exit', 'b exited'],
      },
      {
        expected: ['b exit', '> c1', '* a exit', 'main caught E1'],
        observed: ['b exit', 'a exit', '> c1', 'main caught E1'],
      },
    ],
    intact: [{ expected: ['b exit', 'b exited', '* a exit'], observed: ['a exit'] }],
  },
  'exit-stack.enter-failure-not-registered': {
    broken: [
      {
        expected: ['b entered', 'a enter', '* main caught E1', 'b exit'],
        observed: ['b entered', 'a enter', 'main caught E1', 'a exit'],
      },
      { expected: ['a enter', '* main caught E1'], observed: ['a enter', 'main 1: undefined'] },
      { expected: ['* main caught TypeError', 'main 2'], observed: ['main 1: true', 'main 2'] },
    ],
    intact: [
      { expected: ['a enter', '* b exit E1', 'main caught E1'], observed: ['a enter', 'main caught E1'] },
      {
        expected: ['a enter', '* main caught E1', 'b exit'],
        observed: ['a enter', 'main caught E1', 'main 2', 'b exit'],
      },
    ],
  },
  'exit-stack.all-exits-run': {
    broken: [
      { expected: ['* b exit', '* a exit', 'main caught E1'], observed: ['b exit', 'main caught E1'] },
      {
        expected: ['* b exit', 'b exited', '* a exit', 'a exited'],
        observed: ['b exit', 'b exited', 'b exit', 'b exited', 'a exit'],
      },
    ],
    intact: [
      { expected: ['* b exit', '* a exit', 'main caught E1'], observed: ['a exit', 'b exit', 'main caught E1'] },
      // Run again, by a second close.
      { expected: ['* a exit', 'a exited', 'main 1', 'main 2'], observed: ['a exit', 'a exited', 'main 1', 'a exit'] },
    ],
  },
  'exit-stack.callback-cannot-suppress': {
    broken: [
      { expected: ['* b exit', 'b exited', '* a exit E1'], observed: ['b exit', 'b exited', 'a exit'] },
      { expected: ['* b exit', 'b exited', '* main caught E1'], observed: ['b exit', 'b exited', 'main 2'] },
      { expected: ['* b exit', 'b exited'], observed: ['b exit E1', 'b exited'] },
    ],
    intact: [
      {
        expected: ['* b exit', 'b exited', '* a exit E1', 'main caught E1'],
        observed: ['b exit', 'b exited', 'main caught E1'],
      },
    ],
  },
  'exit-stack.suppress-mid-stack': {
    broken: [
      { expected: ['b exit E1', 'b exited', '* a exit', '* main 2'], observed: ['b exit E1', 'b exited', 'a exit E1'] },
      {
        expected: ['b exit E1', 'b exited', '* a exit', '* main 2'],
        observed: ['b exit E1', 'b exited', 'a exit', 'main caught E1'],
      },
    ],
    intact: [
      { expected: ['b exit E1', 'b exited', '* a exit', '* main 2'], observed: ['b exit E1', 'b exited', 'main 2'] },
    ],
  },
  'exit-stack.replacement-mid-stack': {
    broken: [
      {
        expected: ['b exit E1', '* a exit E2', 'a exited', '* main caught E2 <- E1'],
        observed: ['b exit E1', 'a exit E1'],
      },
      {
        expected: ['b exit E1', '* a exit E2', 'a exited', '* main caught E2'],
        observed: ['b exit E1', 'a exit E2', 'a exited', 'main caught E1'],
      },
    ],
    intact: [{ expected: ['b exit E1', '* a exit E2', '* main caught E2'], observed: ['b exit E1', 'main caught E2'] }],
  },
  'exit-stack.context-equals-nesting': {
    broken: [
      { expected: ['a exit E2', '* main caught E3 <- E2 <- E1'], observed: ['a exit E2', 'main caught E3 <- E1'] },
    ],
    intact: [{ expected: ['a exit E2', '* main caught E3 <- E2'], observed: ['a exit E2', 'main caught E2'] }],
  },
  'exit-stack.aggregate-order': {
    broken: [
      {
        expected: ['a exit', '* main caught SuppressedError(E2, E1)'],
        observed: ['a exit', 'main caught SuppressedError(E1, E2)'],
      },
      {
        expected: ['* a exit', 'main throws SuppressedError(E2, E1)'],
        observed: ['a exit', 'main throws AggregateError'],
      },
    ],
    intact: [
      {
        expected: ['b exit', '* a exit', 'main caught SuppressedError(E2, E1)'],
        observed: ['b exit', 'main caught E1'],
      },
    ],
  },
  'exit-stack.transfer': {
    broken: [
      // Both stacks run it.
      {
        expected: ['main 1', '* a exit', 'a exited', 'main 2'],
        observed: ['main 1', 'a exit', 'a exited', 'a exit', 'a exited'],
      },
      // The old one runs it, at once.
      { expected: ['main 1', '* a exit', 'a exited'], observed: ['a exit', 'a exited', 'main 1'] },
      // The old one runs it, at its own end.
      { expected: ['main 1', '* a exit', 'a exited', 'main 2'], observed: ['main 1', 'main 2', 'a exit', 'a exited'] },
      { expected: ['main 1', '* b exit', '* a exit', 'main 2'], observed: ['main 1', 'a exit', 'main 2'] },
    ],
    intact: [
      { expected: ['main 1', '* b exit', '* a exit', 'main 2'], observed: ['main 1', 'a exit', 'b exit', 'main 2'] },
      { expected: ['main 1', '* a exit', 'a exited', 'b exit'], observed: ['main 1', 'b exit', 'a exit', 'a exited'] },
    ],
  },
  'exit-stack.close-idempotent': {
    broken: [
      {
        expected: ['a exit', 'main 1', '* main 2', '* main returns'],
        observed: ['a exit', 'main 1', 'a exit', 'main 2'],
      },
      {
        expected: ['a exit', 'main 1', '* main 2', '* main returns'],
        observed: ['a exit', 'main 1', 'main 2', 'main throws ReferenceError'],
      },
    ],
    intact: [{ expected: ['a exit', 'main 1', '* main 2'], observed: ['a exit', 'a exit', 'main 1'] }],
  },
  'exit-stack.closed-refuses': {
    broken: [{ expected: ['a exit', '* main caught ReferenceError'], observed: ['a exit', 'main 2'] }],
    intact: [
      {
        expected: ['a exit', 'main 1', '* main caught ReferenceError'],
        observed: ['a exit', 'main caught ReferenceError'],
      },
    ],
  },
  'exit-stack.register-while-closing': {
    broken: [
      { expected: ['b exit', '* a exit', 'main caught ReferenceError'], observed: ['b exit', 'b exited', 'a exit'] },
      {
        expected: ['b exit', '* b exited', '* b again', 'a exit'],
        observed: ['b exit', 'b exited', 'a exit', 'b again'],
      },
      { expected: ['b exit', '* b exited', '* b again'], observed: ['b exit', 'main caught ReferenceError'] },
    ],
    intact: [
      {
        expected: ['b exit', '* a exit', 'main caught ReferenceError'],
        observed: ['b exit', 'main caught ReferenceError'],
      },
    ],
  },
  'exit-stack.adopt-argument': {
    broken: [{ expected: ['main 1', '* a exit 7'], observed: ['main 1', 'a exit'] }],
    intact: [{ expected: ['main 1', '* a exit 7', 'main 2'], observed: ['main 1', 'main 2'] }],
  },
  'exit-stack.use-result': {
    broken: [{ expected: ['* main 1: true', 'a exit'], observed: ['main 1: false', 'a exit'] }],
    intact: [{ expected: ['* main 1: true', 'a exit'], observed: ['main caught TypeError'] }],
  },
  'exit-stack.null-resource': {
    broken: [
      { expected: ['* main 1: true', 'main 2'], observed: ['main caught TypeError'] },
      { expected: ['main 1', 'task2 1', '* main 2'], observed: ['main 1', 'main 2', 'task2 1'] },
    ],
    intact: [{ expected: ['* main 1: true', 'main 2'], observed: ['main 1: true', 'a exit'] }],
  },
  'exit-stack.first-disposer-synchronous': {
    broken: [{ expected: ['* a exit', 'main 1', 'a exited'], observed: ['main 1', 'a exit', 'a exited'] }],
    intact: [{ expected: ['* a exit', 'main 1', 'a exited'], observed: ['main 1', 'main 2'] }],
  },
  'exit-stack.bad-receiver-rejects': {
    broken: [
      { expected: ['* main 1', '* main caught TypeError'], observed: ['main caught TypeError'] },
      { expected: ['* main 1', '* main caught TypeError'], observed: ['main 1', 'main returns'] },
    ],
    intact: [
      { expected: ['a exit', '* main 1', '* main caught TypeError'], observed: ['main 1', 'main caught TypeError'] },
    ],
  },
}

test.for(exitStack)('$id', rule => {
  expect(misjudged(rule, trials[rule.id] ?? none)).toEqual([])
})

test('every rule has trials of both kinds', () => {
  const tried = Object.entries(trials).filter(([, { broken, intact }]) => broken.length > 0 && intact.length > 0)
  expect([...tried.map(([id]) => id), 'exit-stack.trace']).toEqual(exitStack.map(({ id }) => id))
})
