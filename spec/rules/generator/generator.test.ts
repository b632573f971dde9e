import { expect, test } from 'vitest'
import { misjudged, type Trials } from '../trial.ts'
import { generator } from './index.ts'

const none: Trials = { broken: [], intact: [] }
const trials: Readonly<Record<string, Trials>> = {
  'generator.lazy-start': {
    broken: [
      { expected: ['* main 1', '* gen1 2', 'main 3: 1'], observed: ['gen1 2', 'main 1', 'main 3: 1'] },
      { expected: ['* main 1', 'main returns'], observed: ['gen1 2', 'main 1', 'main returns'] },
      // It starts, but in a later job.
      { expected: ['* gen1 2', 'main 1', 'main 3: 1'], observed: ['main 1', 'gen1 2', 'main 3: 1'] },
    ],
    intact: [
      { expected: ['main 1', '* gen1 2', 'gen1 3', 'main 4'], observed: ['main 1', 'gen1 3', 'main 4'] },
      { expected: ['* gen1 2', 'main 3: 1'], observed: ['main 3: undefined'] },
    ],
  },
  'generator.values-in-order': {
    broken: [
      { expected: ['* main 1: 1', '* main 1: 2'], observed: ['main 1: 1', 'main 1: 1'] },
      { expected: ['* main 1: 1', '* main 1: 2', 'main 2'], observed: ['main 1: 1', 'main 2'] },
    ],
    intact: [
      { expected: ['* main 1: 1', '* main 1: 2'], observed: ['main 1: 1', 'main caught TypeError'] },
      { expected: ['* main 1: 1', '* main 1: 2'], observed: ['main 1: 1', 'gen1 2', 'main 1: 2'] },
    ],
  },
  'generator.resume-value': {
    broken: [
      { expected: ['main 1: 1', '* gen1 2: 5'], observed: ['main 1: 1', 'gen1 2: undefined'] },
      { expected: ['* main caught TypeError'], observed: ['main 1: 1'] },
    ],
    intact: [{ expected: ['main 1: 1', '* gen1 2: 5'], observed: ['main 1: 1', 'main 3: done'] }],
  },
  'generator.finished-stays-finished': {
    broken: [
      { expected: ['main 1: done', '* main 2: done'], observed: ['main 1: done', 'gen1 3', 'main 2: 1'] },
      { expected: ['main 1: done', '* main caught E1'], observed: ['main 1: done', 'main 2: done'] },
    ],
    intact: [
      { expected: ['main 1: done', '* main 2: done', 'main 3'], observed: ['main 1: done', 'main 2: done', 'main 4'] },
    ],
  },
  'generator.return-value': {
    broken: [
      { expected: ['gen1 1', '* main 2: done 4'], observed: ['gen1 1', 'main 2: done'] },
      { expected: ['gen1 1', '> c1', '* main 2: done c1'], observed: ['gen1 1', 'main 2: done promise', '> c1'] },
      { expected: ['gen1 1', '* gen1 caught E1'], observed: ['gen1 1', 'main caught E1'] },
    ],
    intact: [{ expected: ['gen1 1', 'gen1 3', '* main 2: done 4'], observed: ['gen1 1', 'gen1 4', 'main 2: done 4'] }],
  },
  'generator.throw-at-yield': {
    broken: [{ expected: ['main 1: 1', '* gen1 caught E1', 'main 2: 2'], observed: ['main 1: 1', 'main caught E1'] }],
    intact: [
      {
        expected: ['main 1: 1', '* gen1 caught E1', 'main 2: 2'],
        observed: ['main 1: 1', 'gen1 caught E1', 'main 2: 3'],
      },
    ],
  },
  'generator.throw-before-start': {
    broken: [{ expected: ['* main caught E1'], observed: ['gen1 caught E1', 'main 1: done'] }],
    intact: [{ expected: ['* main caught E1', 'main 2: done'], observed: ['main caught E1', 'gen1 1'] }],
  },
  'generator.close-before-start': {
    broken: [
      { expected: ['* main 1: done'], observed: ['gen1 2', 'main 1: done'] },
      { expected: ['* main 1: done 4'], observed: ['main 1: done'] },
    ],
    intact: [{ expected: ['* main 1: done', 'main 2: done'], observed: ['main 1: done', 'gen1 1'] }],
  },
  'generator.close-runs-finally': {
    broken: [
      { expected: ['main 1: 1', '* gen1 2', '* main 3: done'], observed: ['main 1: 1', 'main 3: done'] },
      {
        expected: ['main 1: 1', '* gen1 2', '> c1', '* main 3: done'],
        observed: ['main 1: 1', 'gen1 2', 'main 3: done', '> c1'],
      },
      {
        expected: ['main 1: 1', '* gen1 2', '* gen1 3', '* main 4: done'],
        observed: ['main 1: 1', 'gen1 3', 'gen1 2', 'main 4: done'],
      },
    ],
    intact: [
      { expected: ['main 1: 1', 'main 2', '* gen1 2', '* main 3: done'], observed: ['main 1: 1', 'main 3: done'] },
      { expected: ['main 1: 1', '* gen1 2', '* main 3: done'], observed: ['main 1: 1', 'gen1 2', 'main 3: done 1'] },
    ],
  },
  'generator.close-signal': {
    broken: [
      {
        expected: ['main 1: 1', '* gen1 2', 'main 3: done'],
        observed: ['main 1: 1', 'gen1 caught TypeError', 'gen1 2'],
      },
      { expected: ['main 1: 1', '* gen1 caught GeneratorExit'], observed: ['main 1: 1', 'main 3: done'] },
    ],
    intact: [{ expected: ['main 1: 1', '* gen1 2', 'main 3: done'], observed: ['main 1: 1', 'main 3: done'] }],
  },
  'generator.yield-while-closing': {
    broken: [
      { expected: ['gen1 1', '* main 2: 2'], observed: ['gen1 1', 'main 2: done'] },
      { expected: ['gen1 1', '* main caught RuntimeError'], observed: ['gen1 1', 'main 2'] },
    ],
    intact: [{ expected: ['gen1 1', '* main 2: 2', 'gen1 3'], observed: ['gen1 1', 'main 2: 2', 'main 4: done'] }],
  },
  'generator.finally-overrides': {
    broken: [{ expected: ['gen1 1', '* main caught E2'], observed: ['gen1 1', 'main caught E1'] }],
    intact: [{ expected: ['gen1 1', '* main caught E2'], observed: ['main caught E2'] }],
  },
  'generator.error-finishes': {
    broken: [
      {
        expected: ['gen1 1', '* main 2: throws E1', '* main 3: done'],
        observed: ['gen1 1', 'main 2: throws E1', 'main 3: throws E1'],
      },
      { expected: ['gen1 1', '* main caught E1'], observed: ['gen1 1', 'main 2: done'] },
    ],
    intact: [{ expected: ['gen1 1', 'gen1 2', '* main caught E1'], observed: ['gen1 1', 'main caught E1'] }],
  },
  'generator.concurrent-requests': {
    broken: [
      {
        expected: ['gen1 1', '> c1', '* main 2: 1', '* main 3: 2'],
        observed: ['gen1 1', '> c1', 'main 3: 2', 'main 2: 1'],
      },
      {
        expected: ['gen1 1', '> c1', '* main 2: 1', '* main 3: 2'],
        observed: ['gen1 1', 'main 3: 2', '> c1', 'main 2: 1'],
      },
      { expected: ['gen1 1', '* main 3: throws RuntimeError'], observed: ['gen1 1', 'gen1 1'] },
    ],
    intact: [
      { expected: ['gen1 1', '> c1', '* main 2: 1', '* main 3: 2'], observed: ['gen1 2', 'main 2: 1', 'main 3: 2'] },
    ],
  },
  'generator.stop-iteration-wrapped': {
    broken: [
      { expected: ['gen1 1', '* main caught RuntimeError'], observed: ['gen1 1', 'main 2: done'] },
      {
        expected: ['gen1 1', '* main 2: throws RuntimeError from StopIteration'],
        observed: ['gen1 1', 'main 2: throws StopIteration'],
      },
    ],
    intact: [{ expected: ['gen1 1', '* main caught RuntimeError'], observed: ['main caught RuntimeError'] }],
  },
  'generator.yield-awaits': {
    broken: [
      { expected: ['gen1 1', '> c1', '* main 2: c1'], observed: ['gen1 1', 'main 2: promise', '> c1'] },
      { expected: ['gen1 1', '* gen1 caught E1'], observed: ['gen1 1', 'main caught E1'] },
    ],
    intact: [{ expected: ['main 1', 'gen1 1', '* main 2: 1'], observed: ['main 3', 'gen1 1', 'main 2: 1'] }],
  },
  'generator.delegate': {
    broken: [
      { expected: ['* it1 next 5', '* main 1: 1'], observed: ['it1 next', 'main 1: 1'] },
      { expected: ['* it1 return', 'main caught TypeError'], observed: ['main caught TypeError'] },
      { expected: ['* it1 next', '* main 1: 1', 'main 2'], observed: ['it1 next', 'main 1: 1', 'it1 next'] },
    ],
    intact: [{ expected: ['* it1 next', '* main 1: 1', 'main 2'], observed: ['it1 next', 'main 1: 1', 'main 3'] }],
  },
  'generator.self-close': {
    broken: [{ expected: ['gen1 1', '* main hangs'], observed: ['gen1 1', 'gen1 2: done'] }],
    intact: [{ expected: ['gen1 1', '* main hangs'], observed: ['main hangs'] }],
  },
}

test.for(generator)('$id', rule => {
  expect(misjudged(rule, trials[rule.id] ?? none)).toEqual([])
})

test('every rule has trials of both kinds', () => {
  const tried = Object.entries(trials).filter(([, { broken, intact }]) => broken.length > 0 && intact.length > 0)
  expect([...tried.map(([id]) => id), 'generator.trace']).toEqual(generator.map(({ id }) => id))
})
