import { expect, test } from 'vitest'
import { misjudged, type Trials } from '../trial.ts'
import { closing } from './closing.fixture.ts'
import { operators } from './index.ts'
import {
  asks,
  both,
  breaks,
  buffer,
  busy,
  chunk,
  drop,
  end,
  failing,
  fails,
  first,
  firstDropped,
  flatMap,
  inexact,
  joined,
  late,
  later,
  map,
  parallelMap,
  passing,
  seen,
  source,
  take,
  together,
  toTheEnd,
  waits,
} from './pipelines.fixture.ts'

const two = together('next', 'next')
/** The first of two requests is passed on, and the second one is made. */
const ask2 = 'main starts; main next 1; it1 next; main next 2'

const closed = together('next', 'return')
const left = 'main starts; main next 1; it1 next; main return 2; it1 return; main 2: done'

const trials: Readonly<Record<string, Trials>> = {
  'operators.lazy': {
    broken: [
      seen(map(source(1)), later, `it1 next; > c1; main starts; ${end}`),
      seen(map(source(1)), toTheEnd, 'f1 called 101; main starts'),
    ],
    intact: [
      seen(map(source(1)), later, `> c1; main starts; ${end}`),
      // Closing is no asking.
      seen(map(source(1)), later, 'it1 return; > c1; main starts'),
    ],
  },
  'operators.demand': {
    broken: [
      seen(map(source(2)), asks('next'), 'main starts; main next 1; it1 next; it1 next'),
      seen(take(source(2), 1), asks('next', 'next'), 'main starts; main next 1; it1 next; main next 2; it1 next'),
      seen(
        firstDropped(source(3)),
        asks('next'),
        'main starts; main next 1; it1 next; f1 answers false; it1 next; it1 next',
      ),
      seen(map(source(2)), busy, `${first}; it1 next; > c1`),
      seen(map(source(2)), asks('next'), 'it1 next; it1 next; main starts', { map: { prefetch: 1 } }),
      seen(flatMap(source(2), source(2)), asks('next'), 'main starts; main next 1; it1 next; it1 next'),
      seen(chunk(source(3), 2), asks('next'), 'main starts; main next 1; it1 next; it1 next; it1 next'),
      seen(buffer(source(3), 1), asks('next'), 'main starts; main next 1; it1 next; it1 next; it1 next'),
    ],
    intact: [
      seen(map(source(2)), asks('next'), 'it1 next; main starts; main next 1; it1 next', { map: { prefetch: 1 } }),
      seen(firstDropped(source(2)), asks('next'), 'main starts; main next 1; it1 next; f1 answers false; it1 next'),
      seen(drop(source(2), 1), asks('next'), 'main starts; main next 1; it1 next; it1 next; main 1: nothing'),
      seen(map(source(2)), busy, `${first}; > c1; it1 next; main returns`),
      seen(parallelMap(source(2)), asks('next'), 'main starts; main next 1; it1 next; it1 next'),
      seen(chunk(source(3), 2), asks('next'), 'main starts; main next 1; it1 next; it1 next; main 1: nothing'),
      seen(buffer(source(3), 1), asks('next'), 'main starts; main next 1; it1 next; it1 next; main 1: nothing'),
      seen(map(source(9)), asks('next'), 'main starts; main next 1; it1 next; it1 next; it1 next', {
        map: { prefetch: 'unbounded' },
      }),
    ],
  },
  'operators.order': {
    broken: [
      seen(map(source(2)), toTheEnd, 'main starts; it1 next; it1 next; f1 called 102; f1 called 101'),
      seen(take(source(2), 2), toTheEnd, 'main starts; main 1: 102; main 2: 101'),
      seen(take(source(2), 2), toTheEnd, 'main starts; main 1: 101; main 2: 101'),
      seen(chunk(source(2), 2), toTheEnd, 'main starts; main 1: [102, 101]'),
      seen(joined('zip', source(2), source(2)), toTheEnd, 'main starts; main 1: [101, 202]; main 2: [102, 201]'),
      seen(
        parallelMap(source(2), waits),
        toTheEnd,
        'main starts; f1 called 101; f1 called 102; main 1: 1002; main 2: 1001',
      ),
      seen(
        parallelMap(source(2), waits, waits),
        toTheEnd,
        'f1 called 101; f1 called 102; > c1; f1 answers 1001; > c2; f1 answers 1002; main 1: 1002; main 2: 1001',
        { parallelMap: { order: 'completion' } },
      ),
      // Of requests that are passed on the first one is owed the first value, whichever is answered first.
      seen(drop(source(3), 1), two, `${ask2}; it1 next; it1 next; main 2: 102; main 1: 103`, { drop: passing }),
    ],
    intact: [
      seen(map(source(2)), two, `${ask2}; it1 next; f1 called 102; f1 called 101; main 2: 1001; main 1: 1002`, {
        map: passing,
      }),
      seen(joined('merge', source(1), source(1)), toTheEnd, 'main starts; main 1: 201; main 2: 101'),
      seen(chunk(joined('merge', source(2), source(1)), 3), toTheEnd, 'main starts; main 1: [101, 201, 102]'),
      seen(
        parallelMap(source(2), waits, waits),
        toTheEnd,
        'f1 called 101; f1 called 102; > c2; f1 answers 1002; main 1: 1002; > c1; f1 answers 1001; main 2: 1001',
        { parallelMap: { order: 'completion' } },
      ),
    ],
  },
  'operators.values': {
    broken: [
      seen(drop(source(2, late), 1), two, `${ask2}; it1 next; main 2: done; > c1; main 1: 101; main returns`, {
        drop: passing,
      }),
      seen(map(source(2)), two, `${ask2}; it1 next; main 2: 102; main 1: 101; main returns`, { map: passing }),
      seen(map(source(2)), toTheEnd, `${first}; it1 next; ${end}`),
      seen(map(source(1)), toTheEnd, 'main starts; it1 next; main 1: 101'),
      seen(drop(source(2), 1), toTheEnd, `main starts; it1 next; main 1: 101; it1 next; main 2: 102; ${end}`),
      seen(joined('merge', source(1), source(1)), toTheEnd, `main starts; main 1: 101; ${end}`),
      seen(map(source(2)), breaks, `${first}; main leaves; it1 return; main throws TypeError`),
    ],
    intact: [
      seen(joined('merge', source(1), source(1)), toTheEnd, `main starts; main 1: 201; main 2: 101; ${end}`),
      // Which error it is, is for the rules about errors.
      seen(map(failing(2)), toTheEnd, `${both}; it1 next; main throws TypeError`),
      // It has failed: what comes before that is not all.
      seen(map(failing(2)), toTheEnd, `${first}; main throws E1`),
      seen(chunk(joined('merge', source(1), source(1)), 2), toTheEnd, `main starts; main 1: [201, 101]; ${end}`),
      // The second one has met the first call, which was to drop what it is given.
      seen(
        firstDropped(source(2, late)),
        two,
        `${ask2}; it1 next; f1 called 102; f1 answers false; it1 next; main 2: done; > c1; f1 called 101; f1 answers true; main 1: 101`,
        { filter: passing },
      ),
      // One has failed, and the other is answered as it should be.
      seen(map(source(2, late), fails), two, `${ask2}; it1 next; > c1; main 2: 1002; main 1: throws E1`, {
        map: passing,
      }),
      // Which of them are taken, nobody says.
      seen(take(joined('merge', source(1), source(1)), 1), toTheEnd, `main starts; main 1: 201; ${end}`),
    ],
  },
  ...closing,
  'operators.finished-stays-finished': {
    broken: [
      seen(map(source(0)), asks('next', 'next'), 'main next 1; it1 next; main 1: done; main next 2; main 2: 1001'),
      seen(
        map(failing(0)),
        asks('next', 'next'),
        'main next 1; it1 next; main 1: throws E1; main next 2; main 2: throws E1',
      ),
      seen(map(source(2)), asks('return', 'next'), 'main return 1; main 1: done; main next 2; main 2: 1001'),
    ],
    intact: [
      seen(
        map(source(0)),
        asks('next', 'next'),
        'main next 1; it1 next; main 1: done; main next 2; it1 next; main 2: done',
      ),
      // Nobody has answered: that is for another rule.
      seen(map(source(0)), asks('next', 'next'), 'main next 1; it1 next; main 1: done; main next 2; main hangs'),
    ],
  },
  'operators.close-before-start': {
    broken: [
      seen(map(source(1)), asks('return'), 'main starts; main return 1; it1 next; main 1: done'),
      seen(map(source(1)), asks('return', 'next'), 'main return 1; main 1: done; main next 2; it1 next; main 2: done'),
      seen(map(source(1)), asks('return'), 'main starts; main return 1; main 1: 1001'),
    ],
    intact: [
      seen(map(source(1)), asks('return'), 'main starts; main return 1; it1 return; main 1: done'),
      seen(map(source(1)), asks('next', 'return'), 'main next 1; it1 next; main 1: 1001; main return 2; main 2: done'),
    ],
  },
  'operators.concurrent-next-settle': {
    broken: [seen(map(source(1)), asks('next'), 'main starts; main next 1; it1 next; main hangs')],
    intact: [seen(map(source(1)), asks('next'), 'main starts; main next 1; it1 next; main 1: done')],
  },
  'operators.requests': {
    broken: [
      // Queued, and the second one is passed on while the first one waits.
      seen(map(source(2)), two, `${ask2}; it1 next`),
      seen(take(source(2), 2), two, `${ask2}; it1 next`, { take: { prefetch: 0 } }),
      seen(buffer(source(9), 1), two, `${ask2}; it1 next; it1 next`),
      // Passed on, and the second one waits: for the source, or for a callback.
      seen(map(source(2, late)), two, `${ask2}; > c1; f1 called 101; f1 answers 1001; it1 next`, { map: passing }),
      seen(map(source(2), waits), two, `${ask2}; f1 called 101; > c1; f1 answers 1001; it1 next`, { map: passing }),
      seen(take(source(2, late), 2), two, `${ask2}; > c1; main 1: 101; it1 next`, { take: passing }),
      seen(
        map(take(source(2, late), 2)),
        two,
        `${ask2}; > c1; f1 called 101; f1 answers 1001; main 1: 1001; it1 next`,
        { map: passing, take: passing },
      ),
      seen(firstDropped(source(3, late)), two, `${ask2}; > c1; f1 called 101; f1 answers false; it1 next`, {
        filter: passing,
      }),
      seen(joined('zip', source(1, late), source(1)), two, `${ask2}; it2 next; > c1`, { zip: passing }),
      seen(flatMap(source(1), source(1, late)), two, `${ask2}; f1 called 101; it2 next; > c1`, { flatMap: passing }),
    ],
    intact: [
      // The first one has been answered in this step.
      seen(map(source(2)), two, `${ask2}; f1 called 101; f1 answers 1001; it1 next; main 1: 1001; main 2: done`),
      seen(map(source(2)), two, `${ask2}; it1 next; it1 next`, { map: { prefetch: 2 } }),
      seen(buffer(source(9), 1), two, `${ask2}; it1 next; main 1: 101`),
      seen(map(source(2)), asks('next', 'next'), 'main starts; main next 1; it1 next; it1 next; main 1: 1001'),
      seen(map(source(2, late)), two, `${ask2}; it1 next; > c1`, { map: passing }),
      // take has enough, the source has ended or is being closed, or a callback has failed.
      seen(take(source(2, late), 1), two, `${ask2}; > c1; main 1: 101; main 2: done`, { take: passing }),
      seen(map(source(0)), two, 'main starts; main next 1; it1 next; main next 2; main 1: done; main 2: done', {
        map: passing,
      }),
      seen(map(source(2), fails), two, `${ask2}; f1 called 101; f1 fails E1; it1 return; main 1: throws E1`, {
        map: passing,
      }),
      seen(
        map(source(2, late)),
        together('return', 'next'),
        'main starts; main return 1; main next 2; main 1: done; main 2: 1001',
        { map: passing },
      ),
      // What is below holds it back, or has values at hand, or has not been told yet which iterable it comes from.
      seen(map(drop(source(2, late), 1)), two, `${ask2}; > c1`, { map: passing }),
      seen(joined('merge', source(1, late), source(1)), two, `${ask2}; it2 next; > c1`, { merge: passing }),
      seen(flatMap(source(1, late), source(1)), two, `${ask2}; > c1; f1 called 101`, { flatMap: passing }),
    ],
  },
  'operators.concurrency-bound': {
    broken: [
      // One of two requests has two of them.
      seen(
        map(source(3), waits, waits, waits),
        two,
        `${ask2}; f1 called 101; it1 next; f1 called 102; it1 next; f1 called 103; > c1`,
        { map: passing },
      ),
      seen(map(source(2), waits, waits), two, `${ask2}; f1 called 101; it1 next; f1 called 102; > c1`),
      seen(map(source(2), waits), toTheEnd, 'main starts; it1 next; f1 called 101; it1 next; f1 called 102; > c1'),
      seen(
        parallelMap(source(3), waits, waits, waits),
        toTheEnd,
        'main starts; it1 next; f1 called 101; it1 next; f1 called 102; it1 next; f1 called 103; > c1',
      ),
      seen(
        flatMap(source(2), source(1, late), source(1)),
        toTheEnd,
        'it1 next; f1 called 101; it2 next; it1 next; f1 called 102; it3 next',
      ),
    ],
    intact: [
      seen(map(source(2), waits, waits), two, `${ask2}; it1 next; f1 called 101; f1 called 102; > c1`, {
        map: passing,
      }),
      seen(parallelMap(source(2), waits, waits), toTheEnd, 'it1 next; f1 called 101; it1 next; f1 called 102; > c1'),
      seen(
        flatMap(source(2), source(1, late), source(1)),
        toTheEnd,
        'it1 next; f1 called 101; it2 next; it1 next; f1 called 102; it3 next',
        { flatMap: { concurrency: 2 } },
      ),
      // The first one has been closed.
      seen(
        flatMap(source(2), source(2), source(1)),
        toTheEnd,
        'it1 next; f1 called 101; it2 next; it2 return; it3 next',
      ),
    ],
  },
  'operators.concurrency-reached': {
    broken: [
      seen(
        parallelMap(source(2), waits, waits),
        toTheEnd,
        'main starts; it1 next; f1 called 101; > c1; f1 answers 1001',
      ),
    ],
    intact: [
      seen(parallelMap(source(2), waits, waits), toTheEnd, 'it1 next; f1 called 101; it1 next; f1 called 102; > c1'),
      // There is no more to do, or it has not come.
      seen(parallelMap(source(1), waits, waits), toTheEnd, 'it1 next; f1 called 101; it1 next; > c1; f1 answers 1001'),
      seen(parallelMap(source(1, late), waits), toTheEnd, 'main starts; it1 next; > c1; f1 called 101; > c2'),
    ],
  },
  'operators.no-work-after-exit': {
    broken: [
      seen(map(source(2)), breaks, `${first}; main leaves; it1 return; main goes on; it1 next; main returns`),
      seen(map(source(2)), breaks, `${first}; main leaves; it1 return; ${end}; late f1 called 102`),
      seen(map(source(2)), asks('next', 'return'), 'main next 1; it1 next; main return 2; main 2: done; f1 called 101'),
      seen(map(source(2, late)), closed, `${left}; > c1; f1 called 101; f1 answers 1001; main 1: 1001`),
      seen(firstDropped(source(2, late)), closed, `${left}; > c1; f1 called 101; f1 answers false; it1 next`, {
        filter: passing,
      }),
    ],
    intact: [
      // The request before return() was passed on, and is answered as it would have been.
      seen(map(source(2, late)), closed, `${left}; > c1; f1 called 101; f1 answers 1001; main 1: 1001`, {
        map: passing,
      }),
      seen(map(source(2)), breaks, `${first}; it1 next; main leaves; it1 return; ${end}`),
      seen(map(source(2)), asks('next', 'return'), 'main next 1; it1 next; main return 2; f1 called 101; main 2: done'),
      // What comes too late is the closing: that is for another rule.
      seen(map(source(2)), breaks, `${first}; main leaves; ${end}; late it1 return`),
    ],
  },
  'operators.no-unhandled-rejection': {
    broken: [seen(map(failing(0)), toTheEnd, 'main starts; it1 next; main throws E1; unhandled E1')],
    intact: [seen(map(failing(0)), toTheEnd, `main starts; it1 next; ${end}`)],
  },
  'operators.trace': {
    broken: [seen(map(source(2)), toTheEnd, `${both}; ${end}`)],
    intact: [seen(map(source(2)), toTheEnd, `${both}; ${end}`, { map: inexact })],
  },
}

test.for(operators)('$id', rule => {
  expect(misjudged(rule, trials[rule.id] ?? { broken: [], intact: [] })).toEqual([])
})

test('every rule has trials of both kinds', () => {
  const tried = Object.entries(trials).filter(([, { broken, intact }]) => broken.length > 0 && intact.length > 0)
  expect(tried.map(([id]) => id)).toEqual(operators.map(({ id }) => id))
})
