import { expect, test } from 'vitest'
import { misjudged, type Trials } from '../trial.ts'
import { contextManager } from './index.ts'

const none: Trials = { broken: [], intact: [] }
const trials: Readonly<Record<string, Trials>> = {
  'context-manager.enter-before-body': {
    broken: [
      {
        expected: ['a enter', '> c1', 'a entered', '* main 1: 1'],
        observed: ['a enter', 'main 1: undefined', '> c1', 'a entered'],
      },
      {
        expected: ['a enter', 'a entered', '* main 1: 1', 'a exit'],
        observed: ['a enter', 'a entered', 'main 1: undefined', 'a exit'],
      },
    ],
    intact: [
      // The body did not run at all.
      { expected: ['a enter', 'a entered', '* main 1: 1', 'a exit'], observed: ['a enter', 'a entered', 'a exit'] },
      // A second turn of the loop came too early, after entering.
      {
        expected: ['a entered', '* main 1', 'a exit', 'a exited', 'main 2', '* main 1'],
        observed: ['a entered', 'main 1', 'main 1', 'a exit'],
      },
    ],
  },
  'context-manager.exit-once': {
    broken: [
      {
        expected: ['a entered', 'main 1', '* a exit E1', 'a exited', 'main caught E1'],
        observed: ['a entered', 'main 1', 'main caught E1'],
      },
      {
        expected: ['main 1', '* a exit', 'a exited', 'main returns'],
        observed: ['main 1', 'a exit', 'a exited', 'a exit', 'a exited', 'main returns'],
      },
      {
        expected: ['* a exit', 'a exited', 'main returns'],
        observed: ['a exit', 'a exited', 'main returns', 'a exit'],
      },
    ],
    intact: [
      // It comes, but too late.
      { expected: ['main 1', '* a exit', 'a exited', 'main 2'], observed: ['main 1', 'main 2', 'a exit', 'a exited'] },
      // It is told something else.
      { expected: ['* a exit E1', 'a exited'], observed: ['a exit', 'a exited'] },
      // Another resource, which was never entered, is exited.
      { expected: ['* a exit', 'main caught E1'], observed: ['b exit', 'a exit', 'main caught E1'] },
    ],
  },
  'context-manager.no-exit-without-enter': {
    broken: [
      { expected: ['a enter', '* main caught E1'], observed: ['a enter', 'a exit', 'a exited', 'main caught E1'] },
      { expected: ['a enter', '* main caught E1'], observed: ['a enter', 'main caught TypeError'] },
      {
        expected: ['a entered', 'b enter', '* a exit E1', 'main caught E1'],
        observed: ['a entered', 'b enter', 'main 1: undefined', 'a exit'],
      },
    ],
    intact: [
      // An outer exit is left out.
      {
        expected: ['a entered', 'b enter', '* a exit E1', 'main caught E1'],
        observed: ['a entered', 'b enter', 'main caught E1'],
      },
      { expected: ['a enter', '* main caught E1', 'main 2'], observed: ['a enter', 'main caught E1', 'main 3'] },
    ],
  },
  'context-manager.exit-after-body': {
    broken: [
      { expected: ['main 1', '> c1', '* a exit', 'a exited'], observed: ['main 1', 'a exit', 'a exited', '> c1'] },
      { expected: ['a entered', 'main 1', '* a exit E1'], observed: ['a entered', 'a exit', 'main 1'] },
    ],
    intact: [
      // The body was cut short, and what is left of it never runs.
      { expected: ['a entered', 'main 1', '* a exit'], observed: ['a entered', 'a exit', 'a exited'] },
      // It overtakes an inner exit, not the body.
      {
        expected: ['main 1', '* b exit', '> c1', 'b exited', '* a exit'],
        observed: ['main 1', 'b exit', 'a exit', '> c1', 'b exited'],
      },
    ],
  },
  'context-manager.exit-awaited': {
    broken: [
      { expected: ['a exit', '> c1', 'a exited', '* main 2'], observed: ['a exit', 'main 2', '> c1', 'a exited'] },
      { expected: ['a exit', '> c1', 'a exited', '* main returns 4'], observed: ['a exit', 'main returns 4'] },
      { expected: ['main 1', 'a exit', 'a exited', '* main 2'], observed: ['main 1', 'main 2', 'a exit', 'a exited'] },
      // The exit fails, after the program has gone on.
      { expected: ['a exit', '> c1', '* main caught E1'], observed: ['a exit', 'main 2', '> c1', 'unhandled E1'] },
    ],
    intact: [
      // The exit is left out.
      { expected: ['main 1', 'a exit', 'a exited', '* main 2'], observed: ['main 1', 'main 2'] },
      // The exit was awaited, its error was lost.
      { expected: ['a exit', '> c1', '* main caught E1'], observed: ['a exit', '> c1', 'main 2'] },
      {
        expected: ['main 1', '> c1', 'a exit', 'a exited', '* main 2'],
        observed: ['main 1', 'a exit', 'a exited', 'main 2', '> c1'],
      },
    ],
  },
  'context-manager.exit-lifo': {
    broken: [
      {
        expected: ['main 1', 'b exit', 'b exited', '* a exit', 'a exited'],
        observed: ['main 1', 'a exit', 'a exited', 'b exit', 'b exited'],
      },
      { expected: ['b exit', '> c1', 'b exited', '* a exit'], observed: ['b exit', 'a exit', '> c1', 'b exited'] },
    ],
    intact: [
      // The inner exit is left out.
      { expected: ['main 1', 'b exit', 'b exited', '* a exit'], observed: ['main 1', 'a exit', 'a exited'] },
      // It overtakes the body.
      { expected: ['main 1', '> c1', 'b exit', 'b exited', '* a exit'], observed: ['main 1', 'a exit', '> c1'] },
    ],
  },
  'context-manager.exit-sees-error': {
    broken: [{ expected: ['main 1', '* a exit E1'], observed: ['main 1', 'a exit'] }],
    intact: [
      { expected: ['main 1', '* a exit E1', 'main caught E1'], observed: ['main 1', 'main caught E1'] },
      { expected: ['* a exit E1', 'a exited', 'a exit E2'], observed: ['a exit E1', 'a exited', 'a exit E1'] },
    ],
  },
  'context-manager.exit-sees-nothing-on-success': {
    broken: [{ expected: ['main 1', '* a exit'], observed: ['main 1', 'a exit E1'] }],
    intact: [{ expected: ['main 1', '* a exit', 'a exited'], observed: ['main 1', 'b exit E1', 'a exit'] }],
  },
  'context-manager.exit-sees-inner-replacement': {
    broken: [{ expected: ['b exit E1', '* a exit E2'], observed: ['b exit E1', 'a exit E1'] }],
    intact: [{ expected: ['b exit E1', '* a exit E2'], observed: ['b exit', 'a exit E2'] }],
  },
  'context-manager.suppress': {
    broken: [
      { expected: ['b exit E1', 'b exited', '* main 2:', 'a exit'], observed: ['b exit E1', 'b exited', 'a exit E1'] },
      { expected: ['a exit E1', 'a exited', '* main 2'], observed: ['a exit E1', 'a exited', 'main caught E1'] },
      { expected: ['a exit E1', 'a exited', '* main 2'], observed: ['a exit E1', 'a exited', 'main throws E1'] },
    ],
    intact: [
      { expected: ['b exit E1', 'b exited', '* a exit'], observed: ['b exit E1', 'b exited', 'main 2'] },
      {
        expected: ['a exit E1', 'a exited', '* main 2: undefined'],
        observed: ['a exit E1', 'a exited', 'main 2: true'],
      },
    ],
  },
  'context-manager.suppress-hides-from-outer': {
    broken: [{ expected: ['b exit E1', 'b exited', '* a exit'], observed: ['b exit E1', 'b exited', 'a exit E1'] }],
    intact: [
      { expected: ['b exit E1', 'b exited', '* a exit'], observed: ['b exit E1', 'b exited', 'main caught E1'] },
    ],
  },
  'context-manager.suppress-needs-error': {
    broken: [
      { expected: ['a exit', 'a exited', '* main returns 1'], observed: ['a exit', 'a exited', 'main 2'] },
      { expected: ['b exit', 'b exited', '* a exit'], observed: ['b exit', 'b exited', 'main 2', 'a exit'] },
    ],
    intact: [
      {
        expected: ['a exit', 'a exited', '* main returns 1'],
        observed: ['a exit', 'a exited', 'a exit', 'main returns 1'],
      },
    ],
  },
  'context-manager.no-suppress': {
    broken: [
      // The outer block goes on.
      { expected: ['b exit E1', 'b exited', '* a exit E1'], observed: ['b exit E1', 'b exited', 'main 2:', 'a exit'] },
      { expected: ['a exit E1', 'a exited', '* main caught E1'], observed: ['a exit E1', 'a exited', 'main 2'] },
      {
        expected: ['a exit', 'a exited', '* main throws E1'],
        observed: ['a exit', 'a exited', 'main throws TypeError'],
      },
    ],
    intact: [
      {
        expected: ['a exit', 'a exited', '* main caught E1'],
        observed: ['a exit', 'a exited', 'a exit', 'main caught E1'],
      },
    ],
  },
  'context-manager.exit-error-replaces': {
    broken: [
      { expected: ['b exit E1', '* a exit E2'], observed: ['b exit E1', 'main 2:', 'a exit'] },
      { expected: ['a exit E1', '* main caught E2 <- E1'], observed: ['a exit E1', 'main caught E1'] },
      { expected: ['a exit E1', '* main caught E2 <- E1'], observed: ['a exit E1', 'main caught E2'] },
    ],
    intact: [{ expected: ['a exit E1', '* main caught E2 <- E1'], observed: ['a exit', 'main caught E2'] }],
  },
  'context-manager.exit-error-aggregates': {
    broken: [
      {
        expected: ['b exit', '* a exit', 'main caught SuppressedError(E2, E1)'],
        observed: ['b exit', 'main 2', 'a exit'],
      },
      {
        expected: ['a exit', '* main caught SuppressedError(E2, E1)'],
        observed: ['a exit', 'main caught SuppressedError(E1, E2)'],
      },
      {
        expected: ['b exit', '* a exit', 'main throws SuppressedError(E2, E1)'],
        observed: ['b exit', 'a exit', 'main throws E2'],
      },
    ],
    intact: [
      {
        expected: ['b exit', '* a exit', 'main throws SuppressedError(E2, E1)'],
        observed: ['b exit', 'main throws SuppressedError(E2, E1)'],
      },
      { expected: ['b exit', '* a exit', 'main caught E3'], observed: ['b exit', 'a exit', 'main caught E1'] },
    ],
  },
  'context-manager.exit-error-alone': {
    broken: [
      { expected: ['b exit', '* a exit E1', 'main caught E1'], observed: ['b exit', 'main 2: 1', 'a exit'] },
      { expected: ['a exit', '* main throws E1'], observed: ['a exit', 'main returns 1'] },
      { expected: ['a exit', '* main caught E1'], observed: ['a exit', 'main 2'] },
    ],
    intact: [{ expected: ['b exit', '* a exit', 'main caught E1'], observed: ['b exit', 'main caught E1'] }],
  },
  'context-manager.exit-error-does-not-stop-others': {
    broken: [{ expected: ['b exit', '* a exit', 'main caught E1'], observed: ['b exit', 'main caught E1'] }],
    intact: [{ expected: ['b exit', '* a exit', 'main caught E1'], observed: ['b exit', 'main caught E1', 'a exit'] }],
  },
  'context-manager.partial-enter': {
    broken: [
      {
        expected: ['a entered', 'b enter', '* a exit E1', 'main caught E1'],
        observed: ['a entered', 'b enter', 'main caught E1'],
      },
      {
        expected: ['a entered', 'b enter', '* a exit E1', 'main caught E1'],
        observed: ['a entered', 'b enter', 'a exit', 'main caught E1'],
      },
    ],
    intact: [
      {
        expected: ['a entered', 'b enter', '* a exit E1', 'main caught E1'],
        observed: ['a entered', 'b enter', 'b exit E1', 'a exit E1'],
      },
    ],
  },
  'context-manager.return-value-computed-first': {
    broken: [
      { expected: ['a exit', 'a exited', '* main returns 1'], observed: ['a exit', 'a exited', 'main returns'] },
      { expected: ['a exit', 'a exited', '* main 2: 1'], observed: ['a exit', 'a exited', 'main 2: true'] },
    ],
    intact: [{ expected: ['a exit', 'a exited', '* main returns 1'], observed: ['a exit', 'main returns 1'] }],
  },
  'context-manager.method-lookup': {
    broken: [
      { expected: ['* a get asyncDispose', 'main 1', 'a exit'], observed: ['main 1', 'a get asyncDispose', 'a exit'] },
      {
        expected: ['* a get asyncDispose', 'main 1', 'a exit'],
        observed: ['a get asyncDispose', 'main 1', 'a get asyncDispose', 'a exit'],
      },
      { expected: ['* a get asyncDispose', 'main 1'], observed: ['a get dispose', 'a get asyncDispose', 'main 1'] },
      { expected: ['main 1', '* a exit', 'a exited'], observed: ['main 1', 'a exit decoy'] },
      // In Python: on the type, and both of them first.
      { expected: ['* a get aenter', '* a get aexit', 'a enter'], observed: ['a get aenter', 'a enter'] },
      {
        expected: ['* a get aenter', '* a get aexit', 'a enter'],
        observed: ['a get aexit', 'a get aenter', 'a enter'],
      },
      { expected: ['* a enter', 'a entered'], observed: ['a enter decoy', 'main 1'] },
    ],
    intact: [
      // The declaration of another resource came too early.
      {
        expected: ['* a get asyncDispose', 'main 1', 'a exit'],
        observed: ['a get asyncDispose', 'b get dispose', 'main 1'],
      },
      { expected: ['main 1', '* a exit', 'a exited'], observed: ['main 1', 'main 2', 'a exit'] },
    ],
  },
  'context-manager.not-a-manager': {
    broken: [
      {
        expected: ['a entered', '* a exit', 'a exited', '* main caught TypeError'],
        observed: ['a entered', 'main 1', 'a exit'],
      },
      {
        expected: ['a entered', '* a exit', 'a exited', '* main caught TypeError'],
        observed: ['a entered', 'main caught TypeError'],
      },
      { expected: ['* main caught TypeError'], observed: ['main caught ReferenceError'] },
    ],
    intact: [
      {
        expected: ['b entered', '* b exit', '* a exit', '* main caught TypeError'],
        observed: ['b entered', 'a exit', 'b exit'],
      },
    ],
  },
  'context-manager.null-resource': {
    broken: [
      { expected: ['main 1', '* main 2'], observed: ['main 1', 'main caught TypeError'] },
      { expected: ['gen1 1', 'main 5', '* gen1 2'], observed: ['gen1 1', 'gen1 2', 'main 5'] },
    ],
    intact: [
      { expected: ['gen1 1', 'gen1 2', '* gen1 3'], observed: ['gen1 1', 'gen1 3', 'gen1 2'] },
      { expected: ['main 1', '* main 2', 'main 3'], observed: ['main 1', 'main 2', 'main 4'] },
    ],
  },
  'context-manager.sync-dispose-fallback': {
    broken: [
      { expected: ['a entered', '* main 1', '* a exit'], observed: ['a entered', 'main caught TypeError'] },
      { expected: ['main 1', '* a exit', '* main 2', '> c1'], observed: ['main 1', 'a exit', '> c1', 'main 2'] },
    ],
    intact: [{ expected: ['main 1', '* b exit', '* a exit'], observed: ['main 1', 'a exit', 'b exit'] }],
  },
  'context-manager.dispose-blind': {
    broken: [
      { expected: ['main 1', '* a exit'], observed: ['main 1', 'a exit E1'] },
      { expected: ['main 1', '* a exit'], observed: ['main 1', 'undefined exit'] },
      { expected: ['main 1', '* a exit', 'a exited', 'main returns'], observed: ['main 1', 'main throws TypeError'] },
    ],
    intact: [
      { expected: ['main 1', '* a exit'], observed: ['main 1', 'a exit decoy'] },
      { expected: ['main 1', '* a exit', 'main returns'], observed: ['main 1', 'main returns'] },
    ],
  },
}

test.for(contextManager)('$id', rule => {
  expect(misjudged(rule, trials[rule.id] ?? none)).toEqual([])
})

test('every rule has trials of both kinds', () => {
  const tried = Object.entries(trials).filter(([, { broken, intact }]) => broken.length > 0 && intact.length > 0)
  expect([...tried.map(([id]) => id), 'context-manager.trace']).toEqual(contextManager.map(({ id }) => id))
})
