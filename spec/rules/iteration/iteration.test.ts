import { expect, test } from 'vitest'
import { misjudged, type Trial, type Trials } from '../trial.ts'
import { iteration } from './index.ts'

/** Leaving a loop and closing its source: the same for every way of leaving, which ends with the event `after`. */
function closing(after: string): Trials {
  const left = (...observed: string[]): Trial => ({
    expected: ['main 1: 1', '* it1 return', '> c1', `* ${after}`, 'main 9'],
    observed: ['main 1: 1', ...observed, 'main 9'],
  })
  return {
    broken: [left(after), left('it1 return', after, '> c1'), left('it1 return', '> c1', 'it1 return', after)],
    intact: [
      // The body ended otherwise than it should.
      { expected: ['main 1: 1', 'main 2', '* it1 return', `* ${after}`], observed: ['main 1: 1', after] },
      left('it1 return 1', '> c1', after),
      left('it1 return', '> c1', 'main caught E9'),
    ],
  }
}

const none: Trials = { broken: [], intact: [] }
const trials: Readonly<Record<string, Trials>> = {
  'iteration.break-closes': {
    broken: [
      ...closing('main 3').broken,
      // In Python, where the loop stands in a block that closes it: an iterator, and a generator.
      { expected: ['main 1: 1', '* it1 aclose', '* main 3'], observed: ['main 1: 1', 'main 3'] },
      { expected: ['main 1: 1', '* gen1 2', '> c1', '* main 3'], observed: ['main 1: 1', 'main 3', 'gen1 2', '> c1'] },
    ],
    intact: [
      ...closing('main 3').intact,
      { expected: ['main 1: 1', '* gen1 2', '* main 3'], observed: ['main 1: 1', 'gen1 2', 'main 4'] },
    ],
  },
  'iteration.break-leaves-open': {
    broken: [{ expected: ['main 1: 1', '* main 2'], observed: ['main 1: 1', 'gen1 3', 'main 2'] }],
    intact: [{ expected: ['main 1: 1', '* main 2'], observed: ['main 1: 1', 'main 1: 2'] }],
  },
  'iteration.return-closes': closing('main returns 1'),
  'iteration.throw-closes': closing('main caught E1'),
  'iteration.outer-continue-closes': closing('main 4: 2'),
  'iteration.body-error-wins': {
    broken: [
      { expected: ['it1 return', '* main caught E1'], observed: ['it1 return', 'main caught E2'] },
      { expected: ['it1 return', '* main caught E1'], observed: ['it1 return', 'main 2'] },
      { expected: ['it1 aclose', '* main caught E2 <- E1'], observed: ['it1 aclose', 'main caught E1'] },
    ],
    intact: [
      { expected: ['it1 return', '* main caught E1'], observed: ['it1 return', 'it1 return', 'main caught E1'] },
    ],
  },
  'iteration.close-error-surfaces': {
    broken: [{ expected: ['it1 return', '* main caught E1'], observed: ['it1 return', 'main 2'] }],
    intact: [{ expected: ['it1 return', '* main caught E1'], observed: ['main 2'] }],
  },
  'iteration.no-close-after-end': {
    broken: [
      { expected: ['it1 next', '* main 2'], observed: ['it1 next', 'it1 return', 'main 2'] },
      { expected: ['it1 next', '* main 2'], observed: ['it1 next', 'it1 aclose', 'main 2'] },
    ],
    intact: [{ expected: ['it1 next', '* main 2'], observed: ['it1 next', 'it1 next', 'main 2'] }],
  },
  'iteration.no-close-after-failure': {
    broken: [
      { expected: ['it1 next', '* main caught E1'], observed: ['it1 next', 'it1 return', 'main caught E1'] },
      { expected: ['it1 next', '* main caught E1'], observed: ['it1 next', 'it1 aclose', 'main caught E1'] },
      { expected: ['it1 next', '* main caught E1'], observed: ['it1 next', 'main 2'] },
    ],
    intact: [{ expected: ['it1 next', '* main caught E1'], observed: ['it1 next', 'it1 next'] }],
  },
  'iteration.close-inner-first': {
    broken: [
      { expected: ['* it2 return', '* it1 return', 'main 2'], observed: ['it1 return', 'it2 return', 'main 2'] },
      {
        expected: ['* it2 return', '> c1', '* gen1 3', 'main 2'],
        observed: ['it2 return', 'gen1 3', '> c1', 'main 2'],
      },
    ],
    intact: [{ expected: ['* it2 return', '* it1 return', 'main 2'], observed: ['it1 return', 'main 2'] }],
  },
  'iteration.close-result-object': {
    broken: [{ expected: ['it1 return', '* main caught TypeError'], observed: ['it1 return', 'main 2'] }],
    intact: [{ expected: ['it1 return', '* main caught TypeError'], observed: ['main 2'] }],
  },
  'iteration.close-absent': {
    broken: [{ expected: ['main 1: 1', '* main 2'], observed: ['main 1: 1', 'main caught TypeError'] }],
    intact: [{ expected: ['main 1: 1', '* main 2', 'main 3'], observed: ['main 1: 1', 'main 2', 'main 4'] }],
  },
  'iteration.sync-source-awaited': {
    broken: [
      { expected: ['it1 next', '> c1', '* main 1: c1'], observed: ['it1 next', 'main 1: promise', '> c1'] },
      { expected: ['it1 next', '* main caught E1'], observed: ['it1 next', 'main 1: promise'] },
    ],
    intact: [{ expected: ['it1 next', '> c1', '* main 1: c1'], observed: ['it1 next', 'it1 next', '> c1'] }],
  },
  'iteration.sync-source-closed-on-rejection': {
    broken: [{ expected: ['it1 next', '* it1 return', 'main caught E1'], observed: ['it1 next', 'main caught E1'] }],
    intact: [
      { expected: ['it1 next', '* it1 return', 'main caught E1'], observed: ['it1 next', 'it1 return', 'main 2'] },
    ],
  },
  'iteration.finaliser-runs-once': {
    broken: [
      { expected: ['main 2', '* gen1 3', 'main returns'], observed: ['main 2', 'main returns'] },
      { expected: ['main 2', '* gen1 3', 'main returns'], observed: ['main 2', 'gen1 3', 'gen1 3', 'main returns'] },
      { expected: ['main 2', '* finaliser throws E1'], observed: ['main 2', 'main returns'] },
    ],
    intact: [{ expected: ['main 2', '* gen1 3', 'main returns'], observed: ['main 2', 'main returns', 'gen1 3'] }],
  },
  'iteration.orphan-inner-stays-open': {
    broken: [{ expected: ['gen1 3', '* main 2: done'], observed: ['gen1 3', 'gen2 4', 'main 2: done'] }],
    intact: [{ expected: ['gen1 3', '* main 2: done'], observed: ['gen1 3', 'main 2: 1'] }],
  },
}

test.for(iteration)('$id', rule => {
  expect(misjudged(rule, trials[rule.id] ?? none)).toEqual([])
})

test('every rule has trials of both kinds', () => {
  const tried = Object.entries(trials).filter(([, { broken, intact }]) => broken.length > 0 && intact.length > 0)
  expect([...tried.map(([id]) => id), 'iteration.trace']).toEqual(iteration.map(({ id }) => id))
})
