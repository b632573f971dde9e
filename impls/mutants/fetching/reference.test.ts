import { conformance } from '../../../harness/vitest/index.ts'
import { clientWith } from './client.ts'
import { fetchingWith, firstEnded } from './reference.ts'

// What the mutants are made of is right, in each of the ways that may be declared.
conformance(
  {
    name: 'the client of the mutants',
    variants: {
      'told the errors': clientWith({}),
      'told nothing': { ...clientWith({}), dialect: 'ecmascript' },
      'without errors of its own': clientWith(
        { release: async ({ body }) => body?.cancel().catch(() => {}) },
        { releaseErrors: 'dropped' },
      ),
    },
  },
  { runs: 700 },
)

conformance(
  {
    name: 'the window of the mutants',
    variants: {
      'in order': fetchingWith({}),
      'as they come': fetchingWith({ due: firstEnded }, { order: 'completion' }),
      'whichever has come': fetchingWith(
        { due: one => one.find(({ ended }) => ended !== null) },
        { order: 'available' },
      ),
      'nothing ahead': fetchingWith({ ahead: false }, { lookahead: 'none' }),
      'all ahead': fetchingWith(
        { room: (bound, underWay) => underWay < bound, onEnd: true },
        { lookahead: 'unbounded' },
      ),
    },
  },
  { runs: 700 },
)
