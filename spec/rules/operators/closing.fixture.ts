import type { Trials } from '../trial.ts'
import {
  asks,
  breaks,
  buffer,
  end,
  failing,
  fails,
  first,
  flatMap,
  joined,
  late,
  map,
  seen,
  source,
  take,
  throws,
  toTheEnd,
} from './pipelines.fixture.ts'

/** Trials of the rules about closing sources, and about the errors of sources. */
export const closing: Readonly<Record<string, Trials>> = {
  'operators.close-source-on-early-exit': {
    broken: [
      seen(map(source(2)), breaks, `${first}; main leaves; ${end}`),
      seen(map(source(2)), breaks, `${first}; main leaves; it1 return; it1 return; ${end}`),
      seen(map(source(2)), breaks, `${first}; main leaves; ${end}; late it1 return`),
      seen(map(source(2, { close: 'waits' })), breaks, `${first}; main leaves; it1 return; ${end}; > c1`),
      seen(take(source(2), 1), toTheEnd, `main starts; it1 next; main 1: 101; ${end}`),
      seen(map(source(2)), asks('next', 'return'), 'main next 1; it1 next; main 1: 1001; main return 2; main 2: done'),
    ],
    intact: [
      seen(
        map(source(2, { close: 'waits' })),
        breaks,
        `main starts; it1 next; main 1: 1001; main leaves; it1 return; > c1; ${end}`,
      ),
      seen(map(source(2, { close: 'absent' })), breaks, `main starts; it1 next; main 1: 1001; main leaves; ${end}`),
      // It has ended by then.
      seen(map(source(1)), breaks, `${first}; it1 next; main leaves; ${end}`),
      // A callback has failed, or there are several sources: that is for the rules about these.
      seen(map(source(2), fails), toTheEnd, 'main starts; it1 next; f1 called 101; f1 fails E1; main throws E1'),
      seen(
        joined('zip', source(1), source(2)),
        toTheEnd,
        `it1 next; it2 next; main 1: [101, 201]; it1 next; it2 next; ${end}`,
      ),
    ],
  },
  'operators.close-source-on-callback-error': {
    broken: [
      seen(map(source(2), fails), toTheEnd, 'main starts; it1 next; f1 called 101; f1 fails E1; main throws E1'),
      seen(
        map(source(2, { close: 'rejects' }), fails),
        toTheEnd,
        'main starts; it1 next; f1 called 101; f1 fails E2; it1 return; main throws TypeError',
      ),
      seen(
        map(source(2, { close: 'waits' }), fails),
        toTheEnd,
        'main starts; it1 next; f1 called 101; f1 fails E1; it1 return; main throws E1; > c1',
      ),
      seen(map(source(2), fails), toTheEnd, `main starts; it1 next; f1 called 101; f1 fails E1; it1 return; ${end}`),
    ],
    intact: [
      seen(map(source(2), fails), toTheEnd, 'main starts; it1 next; f1 called 101; f1 fails E1; main hangs'),
      seen(
        map(source(2, { close: 'absent' }), fails),
        toTheEnd,
        'it1 next; f1 called 101; f1 fails E1; main starts; main throws E1',
      ),
    ],
  },
  'operators.close-all-sources': {
    broken: [
      seen(
        joined('zip', source(1), source(2)),
        toTheEnd,
        `main starts; it1 next; it2 next; it1 next; it2 next; ${end}`,
      ),
      seen(joined('merge', failing(0), source(2)), toTheEnd, 'main starts; it1 next; it2 next; main throws E1'),
      seen(
        flatMap(source(2), source(2)),
        breaks,
        `it1 next; f1 called 101; it2 next; main 1: 201; main leaves; it2 return; ${end}`,
      ),
      seen(
        joined('merge', source(2), source(2)),
        breaks,
        `it1 next; it2 next; main 1: 101; main leaves; it1 return; it2 return; it2 return; ${end}`,
      ),
    ],
    intact: [
      seen(joined('zip', source(0), source(2)), toTheEnd, `main starts; it2 next; it1 next; it2 return; ${end}`),
      seen(
        joined('merge', source(2), source(2)),
        breaks,
        `it1 next; it2 next; main 1: 201; main leaves; it1 return; it2 return; ${end}`,
      ),
      // It was never asked.
      seen(
        joined('concat', source(2), source(2)),
        breaks,
        `it1 next; main starts; main 1: 101; main leaves; it1 return; ${end}`,
      ),
    ],
  },
  'operators.no-close-after-end': {
    broken: [
      seen(map(source(0)), toTheEnd, `main starts; it1 next; it1 return; ${end}`),
      seen(
        joined('zip', source(0), source(0, late)),
        toTheEnd,
        `it1 next; it2 next; > c1; it1 return; it2 return; ${end}`,
      ),
    ],
    intact: [
      seen(map(source(1)), toTheEnd, 'main starts; it1 next; it1 return'),
      seen(map(failing(0)), toTheEnd, 'main starts; it1 next; it1 return; main throws E1'),
      // Whoever closes them all, or has not come to the end of what was read ahead, has not been told yet.
      seen(
        buffer(source(1), 1),
        breaks,
        `main starts; it1 next; it1 next; main 1: 101; main leaves; it1 return; ${end}`,
      ),
      seen(joined('zip', source(0), source(0)), toTheEnd, `main starts; it1 next; it2 next; it1 return; ${end}`),
    ],
  },
  'operators.no-close-after-failure': {
    broken: [
      seen(map(failing(0)), toTheEnd, 'main starts; it1 next; it1 return; main throws E1'),
      seen(
        joined('merge', failing(0), source(0, late)),
        toTheEnd,
        'it1 next; it2 next; > c1; it1 return; main throws E1',
      ),
    ],
    intact: [
      seen(map(failing(1)), toTheEnd, 'main starts; it1 next; it1 return'),
      seen(map(source(0)), toTheEnd, `main starts; it1 next; it1 return; ${end}`),
      seen(
        joined('merge', failing(0), source(1)),
        toTheEnd,
        'main starts; it1 next; it2 next; it1 return; main throws E1',
      ),
    ],
  },
  'operators.source-error-propagates': {
    broken: [
      seen(map(failing(0)), toTheEnd, `main starts; it1 next; ${end}`),
      seen(map(failing(0)), toTheEnd, 'main starts; it1 next; main throws TypeError'),
      seen(
        map(failing(0)),
        asks('next', 'next'),
        'main next 1; it1 next; main 1: throws E1; main next 2; main 2: throws E1',
      ),
    ],
    intact: [
      seen(map(failing(1)), breaks, `${first}; it1 next; main leaves; it1 return; ${end}`),
      seen(joined('merge', failing(0), failing(0)), toTheEnd, 'main starts; it1 next; it2 next; main throws E2'),
      // The other one has ended before.
      seen(joined('zip', failing(0), source(0)), toTheEnd, `main starts; it1 next; it2 next; ${end}`),
    ],
  },
  'operators.close-error-surfaces': {
    broken: [
      seen(map(source(2, { close: 'rejects' })), breaks, `${first}; main leaves; it1 return; ${end}`),
      seen(
        take(source(2, { close: 'rejects' }), 1),
        toTheEnd,
        `main starts; it1 next; main 1: 101; it1 return; ${end}`,
      ),
      seen(
        map(source(2, { close: 'rejects' })),
        asks('next', 'return'),
        'main next 1; it1 next; main 1: 1001; main return 2; it1 return; main 2: done',
      ),
    ],
    intact: [
      seen(map(source(2, { close: 'rejects' })), throws, `${first}; main leaves; main throws E2; it1 return`),
      seen(map(source(2, { close: 'rejects' })), breaks, `${first}; main leaves; ${end}`),
      seen(
        joined('merge', source(2, { close: 'rejects' }), source(2, { close: 'rejects' })),
        breaks,
        'it1 next; it2 next; main 1: 101; main leaves; it1 return; it2 return; main throws E2',
      ),
    ],
  },
}
