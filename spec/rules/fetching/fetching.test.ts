import { expect, test } from 'vitest'
import { ecmascript } from '../../dialects/ecmascript.ts'
import { type FetchingTraits, slidingWindow } from '../../dialects/fetching.ts'
import { python } from '../../dialects/python.ts'
import type { Answers, Consumer, FetchingProgram, UrlScript } from '../../program/fetching/ast.ts'
import { elaborate } from '../../program/program.ts'
import type { SubjectKind } from '../rule.ts'
import { misjudged, type Trial, type Trials } from '../trial.ts'
import { clientTrials } from './holding.fixture.ts'
import { fetching } from './index.ts'

const page: Answers = {
  kind: 'answers',
  redirects: false,
  status: 200,
  body: { type: 'text', empty: false, more: [], end: 'ends' },
}
const refused: Answers = { ...page, status: 404 }
/** Its headers at one checkpoint, its end at another. */
const slow: Answers = { ...page, body: { ...page.body, more: [{ kind: 'chunk', later: true }] } }
const away: Answers = { ...page, redirects: true }
const empty: Answers = { ...page, body: { ...page.body, empty: true } }
const json: Answers = { ...page, body: { ...page.body, type: 'json' } }

interface Setting extends Partial<Pick<FetchingProgram, 'concurrency' | 'signal'>>, Partial<Consumer> {
  readonly urls: readonly UrlScript[]
  readonly traits?: Partial<FetchingTraits>
}

/** A trial of the program: what the model says does not matter, for what is asked is what was seen. */
function seen({ urls, concurrency = 2, signal = 'quiet', traits = {}, ...consumer }: Setting, events: string): Trial {
  const program: FetchingProgram = {
    kind: 'fetching',
    concurrency,
    urls,
    signal,
    consumer: { waits: false, turns: [], then: 'goes on', ...consumer },
  }
  return {
    expected: ['* what the model says'],
    observed: events.split('; '),
    program: elaborate(program),
    dialect: { ...ecmascript, fetching: { ...slidingWindow, ...traits } },
  }
}

const one = { kind: 'turn', slow: false } as const
const busy = { kind: 'turn', slow: true } as const
const both = { urls: [page, page] }
const breaking: Setting = { urls: [page, page], turns: [one], then: 'break' }

const trials: Readonly<Record<string, Trials>> = {
  'fetching.lazy': {
    broken: [seen({ urls: [page], waits: true }, 'r1 request; > c2')],
    intact: [seen({ urls: [page], waits: true }, '> c2; r1 request')],
  },
  'fetching.concurrency-bound': {
    broken: [
      seen({ ...both, concurrency: 1 }, 'r1 request; r2 request; > c1'),
      seen({ urls: [slow, page], concurrency: 1 }, 'r1 request; > c1; r1 answered 200; r2 request; > c3'),
    ],
    intact: [
      seen({ ...both, concurrency: 1 }, 'r1 request; > c1; r1 answered 200; r1 sent; r2 request'),
      seen({ urls: [away, page], concurrency: 1 }, 'r1 request; > c1; r1 redirected; r2 request; > c3'),
    ],
  },
  'fetching.concurrency-reached': {
    broken: [
      seen(both, 'r1 request; > c1'),
      seen({ urls: [page, page, page] }, 'r1 request; r2 request; > c1; r1 sent; main 1: r1 "r1.1;"; > c2'),
    ],
    intact: [
      seen(both, 'r1 request; r2 request; > c1'),
      seen({ ...both, turns: [busy] }, 'r1 request; r2 request; > c1; r1 sent; main 1: r1 "r1.1;"; > c2; r2 sent'),
      seen(
        { urls: [refused, page, page] },
        'r1 request; r2 request; > c1; r1 answered 404; r1 sent; > c2; main throws r1',
      ),
    ],
  },
  'fetching.order': {
    broken: [
      seen(both, 'r1 request; r2 request; > c2; r2 sent; main 1: r2 "r2.1;"'),
      seen(both, 'r1 request; r2 request; > c1; r1 sent; > c2; r2 sent; main 1: r1 "r1.1;"; main 1: r2 "r2.1;"'),
      seen({ ...both, traits: { order: 'completion' } }, 'r1 request; r2 request; > c2; r2 sent; > c1'),
      seen(
        { urls: [page, page, page], concurrency: 3, turns: [busy], traits: { order: 'completion' } },
        'r1 request; > c1; r1 sent; main 1: r1 ""; > c3; r3 sent; > c2; r2 sent; > c4; main 1: r2 ""; main 1: r3 ""',
      ),
    ],
    intact: [
      seen({ ...both, traits: { order: 'completion' } }, 'r1 request; r2 request; > c2; r2 sent; main 1: r2 "r2.1;"'),
      seen(
        { urls: [page, page, page], concurrency: 3, turns: [busy], traits: { order: 'available' } },
        'r1 request; > c1; r1 sent; main 1: r1 ""; > c3; r3 sent; > c2; r2 sent; > c4; main 1: r2 ""; main 1: r3 ""',
      ),
      seen(
        { urls: [refused, page], traits: { order: 'completion' } },
        'r1 request; r2 request; > c1; r1 answered 404; r1 sent; > c2; r2 sent; main 1: r2 ""; main throws r1',
      ),
    ],
  },
  'fetching.each-url-once': {
    broken: [
      seen({ urls: [refused] }, 'r1 request; > c1; r1 answered 404; r1 sent; r1 request; > c1; main throws r1'),
      seen({ urls: [page] }, 'r1 request; > c1; r1 sent; main 1: r1 ""; main 1: r1 ""; main 2; main returns'),
      seen(both, 'r1 request; > c1; r1 sent; main 1: r1 ""; main 2; main returns'),
    ],
    intact: [
      seen(breaking, 'r1 request; > c1; r1 sent; main 1: r1 ""; main 2; main returns'),
      seen({ urls: [away] }, 'r1 request; > c1; r1 redirected; r1 followed; > c2; r1 sent; main 1: r1 ""; main 2'),
    ],
  },
  'fetching.slow-consumer': {
    broken: [
      seen(
        { urls: [page, page, page], concurrency: 1, turns: [busy] },
        'r1 request; > c1; r1 sent; r2 request; main 1: r1 ""; > c2; r2 sent; r3 request; > c4',
      ),
      seen(
        { ...both, concurrency: 1, turns: [busy], signal: 'aborts', traits: { lookahead: 'none' } },
        'r1 request; > c1; r1 sent; main 1: r1 ""; > c4; r2 request; > c3',
      ),
    ],
    intact: [
      seen(
        { urls: [page, page, page], concurrency: 1, turns: [busy] },
        'r1 request; > c1; r1 sent; r2 request; main 1: r1 ""; > c2; r2 sent; > c4; r3 request',
      ),
    ],
  },
  'fetching.break-aborts': {
    broken: [
      seen(breaking, 'r1 request; r2 request; > c1; r1 sent; main 1: r1 ""; main 2; main returns; > c2; r2 sent'),
      seen(
        { ...breaking, urls: [page, { kind: 'never' }] },
        'r1 request; r2 request; > c1; r1 sent; main 1: r1 ""; main hangs',
      ),
    ],
    intact: [
      seen(breaking, 'r1 request; r2 request; > c1; r1 sent; main 1: r1 ""; main 2; r2 aborted; main returns'),
      // It is waited for, instead of being aborted.
      seen(breaking, 'r1 request; r2 request; > c1; r1 sent; main 1: r1 ""; > c2; r2 sent; main 2; main returns'),
      seen(
        { ...breaking, urls: [page, slow] },
        'r1 request; r2 request; > c2; r2 answered 200; > c1; r1 sent; main 1: r1 ""; main 2; main returns',
      ),
    ],
  },
  'fetching.break-releases': {
    broken: [
      seen(
        { ...breaking, urls: [page, slow], then: 'throw' },
        'r1 request; r2 request; > c2; r2 answered 200; > c1; r1 sent; main 1: r1 ""; main throws E1; > c3; r2 sent',
      ),
    ],
    intact: [
      seen(
        { ...breaking, urls: [page, slow] },
        'r1 request; r2 request; > c2; r2 answered 200; > c1; r1 sent; main 1: r1 ""; main 2; r2 aborted; main returns',
      ),
      seen(
        breaking,
        'r1 request; r2 request; > c1; r1 sent; main 1: r1 ""; main 2; main returns; > c2; r2 answered 200',
      ),
    ],
  },
  'fetching.no-request-after-exit': {
    broken: [
      seen(
        { ...breaking, urls: [page, page, page] },
        'r1 request; r2 request; > c1; r1 sent; main 1: r1 ""; main 2; > c2; r2 sent; r3 request',
      ),
      seen(
        { urls: [refused, page, page] },
        'r1 request; r2 request; > c1; r1 answered 404; main throws r1; > c2; r3 request',
      ),
    ],
    intact: [
      seen(
        { ...breaking, urls: [page, page, page] },
        'r1 request; r2 request; > c1; r1 sent; r3 request; main 1: r1 ""; main 2; r2 aborted; r3 aborted',
      ),
    ],
  },
  'fetching.failure-surfaces': {
    broken: [
      seen({ urls: [refused] }, 'r1 request; > c1; r1 answered 404; r1 sent; main 1: r1 "r1.1;"; main 2; main returns'),
      seen({ urls: [refused, page] }, 'r1 request; r2 request; > c1; r1 answered 404; r1 sent; main throws AbortError'),
      seen({ urls: [refused, page] }, 'r1 request; r2 request; > c1; r1 answered 404; r1 sent; > c2; main throws r1'),
      seen({ urls: [{ kind: 'fails' }] }, 'r1 request; > c1; r1 failed; main 2; main returns'),
    ],
    intact: [
      seen({ urls: [refused] }, 'r1 request; > c1; r1 answered 404; r1 sent; main throws r1'),
      seen(
        { urls: [page, refused], traits: { failures: 'in turn' } },
        'r1 request; r2 request; > c2; r2 answered 404; r2 sent; > c1; r1 sent; main 1: r1 ""; main throws r2',
      ),
      seen({ urls: [slow] }, 'r1 request; > c1; r1 answered 404; > c2; r1 sent; main throws r1'),
    ],
  },
  'fetching.failure-aborts-siblings': {
    broken: [
      seen({ urls: [refused, page] }, 'r1 request; r2 request; > c1; r1 answered 404; r1 sent; main throws r1; > c2'),
      seen({ urls: [slow] }, 'r1 request; > c1; r1 answered 404; main throws r1; > c2; r1 sent'),
    ],
    intact: [
      seen(
        { urls: [refused, page] },
        'r1 request; r2 request; > c1; r1 answered 404; r1 sent; r2 aborted; main throws r1',
      ),
    ],
  },
  'fetching.abort-signal': {
    broken: [
      seen({ urls: [page], signal: 'aborts' }, 'r1 request; > c2; signal aborts E1; > c1; r1 sent'),
      seen(
        { urls: [page], signal: 'aborts' },
        'r1 request; > c2; signal aborts E1; r1 aborted; main throws AbortError',
      ),
      seen({ urls: [page], signal: 'aborts' }, 'r1 request; > c2; signal aborts E1; r1 aborted; main 2; main returns'),
      seen({ urls: [page], signal: 'aborted' }, 'r1 request; > c1; r1 sent; main 1: r1 ""; main 2; main returns'),
    ],
    intact: [
      seen({ urls: [page], signal: 'aborts' }, 'r1 request; > c2; signal aborts E1; r1 aborted; main throws E1'),
      seen(
        { urls: [page], signal: 'aborts' },
        'r1 request; > c1; r1 sent; main 1: r1 ""; main 2; > c2; signal aborts E1',
      ),
      seen(
        { urls: [refused], signal: 'aborts' },
        'r1 request; > c1; r1 answered 404; r1 sent; main throws r1; > c2; signal aborts E1',
      ),
    ],
  },
  'fetching.redirect': {
    broken: [
      seen({ urls: [away] }, 'r1 request; > c1; r1 redirected; main throws r1'),
      seen({ urls: [away] }, 'r1 request; > c1; r1 redirected; r1 followed; > c2; r1 sent; main 1: r1/there "r1.1;"'),
    ],
    intact: [seen({ urls: [away] }, 'r1 request; > c1; r1 redirected; r1 followed; > c2; r1 sent; main 1: r1 "r1.1;"')],
  },
  'fetching.empty-body': {
    broken: [
      seen({ urls: [empty] }, 'r1 request; > c1; r1 sent; main 2; main returns'),
      seen({ urls: [empty] }, 'r1 request; > c1; r1 sent; main 1: r1 null'),
    ],
    intact: [
      seen({ urls: [empty] }, 'r1 request; > c1; r1 sent; main 1: r1 ""'),
      seen({ urls: [page] }, 'r1 request; > c1; r1 sent; main 1: r1 ""'),
    ],
  },
  'fetching.bad-json': {
    broken: [seen({ urls: [json] }, 'r1 request; > c1; r1 sent; main throws r1')],
    intact: [
      seen({ urls: [json] }, 'r1 request; > c1; r1 sent; main 1: r1 "{r1.1;"'),
      seen({ urls: [json], signal: 'aborts' }, 'r1 request; > c2; signal aborts E1; r1 aborted; main throws r1'),
    ],
  },
  'fetching.chunked-body': {
    broken: [seen({ urls: [slow] }, 'r1 request; > c1; r1 answered 200; main 1: r1 "r1.1;"')],
    intact: [seen({ urls: [slow] }, 'r1 request; > c1; r1 answered 200; > c2; r1 sent; main 1: r1 "r1.1;r1.2;"')],
  },
  'fetching.no-unhandled-rejection': {
    broken: [seen({ urls: [refused] }, 'r1 request; > c1; main throws r1; unhandled error of the system')],
    intact: [seen({ urls: [refused] }, 'r1 request; > c1; main throws r1')],
  },
}

const none: Trials = { broken: [], intact: [] }

test.for(fetching)('$id', rule => {
  expect(misjudged(rule, trials[rule.id] ?? none)).toEqual([])
})

test.for(fetching)('$id, of clients', rule => {
  expect(misjudged(rule, clientTrials[rule.id] ?? none)).toEqual([])
})

test('every rule has trials of both kinds, for each of the subjects that it applies to', () => {
  const tried = (of: Readonly<Record<string, Trials>>) =>
    Object.entries(of).flatMap(([id, { broken, intact }]) => (broken.length > 0 && intact.length > 0 ? [id] : []))
  const on = (subject: SubjectKind) =>
    fetching.filter(({ id, applies }) => id !== 'fetching.trace' && applies(python, subject)).map(({ id }) => id)
  expect(tried(trials)).toEqual(on('fetchStub'))
  expect(tried(clientTrials)).toEqual(on('clientStub'))
})
