import { expect, test } from 'vitest'
import { ecmascript } from '../../dialects/ecmascript.ts'
import { type FetchingTraits, slidingWindow } from '../../dialects/fetching.ts'
import type { Answers, FetchingProgram } from '../../program/fetching/ast.ts'
import { elaborate } from '../../program/program.ts'
import { runModel } from '../run.ts'

const page: Answers = {
  kind: 'answers',
  redirects: false,
  status: 200,
  body: { type: 'text', empty: false, more: [], end: 'ends' },
}
const refused: Answers = { ...page, status: 404, body: { ...page.body, more: [{ kind: 'chunk', later: true }] } }
const three: FetchingProgram = {
  kind: 'fetching',
  concurrency: 2,
  urls: [page, page, page],
  signal: 'quiet',
  consumer: { waits: false, turns: [], then: 'goes on' },
}

function traceOf(program: FetchingProgram, schedule: readonly number[] = [], traits: Partial<FetchingTraits> = {}) {
  const dialect = { ...ecmascript, fetching: { ...slidingWindow, ...traits } }
  return runModel(elaborate(program), schedule, dialect).trace.join('; ')
}

test('results in the order of the URLs, whichever comes first', () => {
  expect(traceOf(three, [1])).toBe(
    'r1 request; r2 request; > c2; r2 answered 200; r2 sent; > c1; r1 answered 200; r1 sent; r3 request; ' +
      'main 1: r1 "r1.1;"; main 1: r2 "r2.1;"; > c3; r3 answered 200; r3 sent; main 1: r3 "r3.1;"; main 2; main returns',
  )
})

test('in that of completion, where it is declared', () => {
  expect(traceOf(three, [1], { order: 'completion' })).toBe(
    'r1 request; r2 request; > c2; r2 answered 200; r2 sent; r3 request; main 1: r2 "r2.1;"; > c1; r1 answered 200; ' +
      'r1 sent; main 1: r1 "r1.1;"; > c3; r3 answered 200; r3 sent; main 1: r3 "r3.1;"; main 2; main returns',
  )
})

test('leaving aborts what is under way, and what was about to be', () => {
  const leaving = {
    ...three,
    consumer: { ...three.consumer, turns: [{ kind: 'turn', slow: false }], then: 'break' },
  } as const
  expect(traceOf(leaving)).toBe(
    'r1 request; r2 request; > c1; r1 answered 200; r1 sent; r3 request; main 1: r1 "r1.1;"; r2 aborted; r3 aborted; ' +
      'main 2; main returns',
  )
})

test('nothing is requested while the consumer is busy, where that is declared', () => {
  const busy = { ...three, consumer: { ...three.consumer, turns: [{ kind: 'turn', slow: true }] } } as const
  expect(traceOf(busy, [], { lookahead: 'none' })).toContain('> c2; r2 answered 200; r2 sent; > c4; r3 request')
  expect(traceOf(busy, [], { lookahead: 'window' })).toContain('r1 sent; r3 request; main 1: r1')
})

test('a refused response ends the whole at once, its body cancelled; or in its turn, or when it has been read', () => {
  const failing = { ...three, urls: [page, refused] }
  const before = 'r1 request; r2 request; > c2; r2 answered 404; '
  expect(traceOf(failing, [1])).toBe(`${before}r2 aborted; r1 aborted; main throws r2`)
  expect(traceOf(failing, [1], { failures: 'in turn' })).toBe(
    `${before}r2 aborted; > c1; r1 answered 200; r1 sent; main 1: r1 "r1.1;"; main throws r2`,
  )
  expect(traceOf(failing, [1, 1], { refused: 'read' })).toBe(`${before}> c3; r2 sent; r1 aborted; main throws r2`)
})

test('the signal of the caller aborts everything, and its reason is what comes out', () => {
  expect(traceOf({ ...three, signal: 'aborted' })).toBe('main throws E1')
  expect(traceOf({ ...three, signal: 'aborts' }, [2])).toBe(
    'r1 request; r2 request; > c4; signal aborts E1; r1 aborted; r2 aborted; main throws E1',
  )
})
