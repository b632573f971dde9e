import { expect, test } from 'vitest'
import type { Dialect } from '../../dialects/dialect.ts'
import { ecmascript } from '../../dialects/ecmascript.ts'
import { slidingWindow } from '../../dialects/fetching.ts'
import { python } from '../../dialects/python.ts'
import type { ClientProgram, Held } from '../../program/client/ast.ts'
import { page, plain, slow } from '../../program/client/build.fixture.ts'
import type { Answers } from '../../program/fetching/ast.ts'
import { elaborate } from '../../program/program.ts'
import { runModel } from '../run.ts'

const broken: Answers = { ...page, body: { ...page.body, end: 'breaks' } }

type Setting = Partial<Pick<ClientProgram, 'signal' | 'then'>> & { readonly held: readonly Partial<Held>[] }

function traceOf({ held, signal = 'quiet', then = 'goes on' }: Setting, dialect: Dialect = python): string {
  const program = { kind: 'client', held: held.map(one => ({ ...plain, ...one })), signal, then } as const
  return runModel(elaborate(program), [], dialect).trace.join('; ')
}

const opened = 's1 enter; s1 entered; r1 request; > c1; '
const given = `${opened}r1 answered 200; r1 sent; main 1: 200; `

test('a response is given, the session closed behind it', () => {
  expect(traceOf({ held: [{}] })).toBe(`${given}s1 exit; s1 exited; main 3; main returns`)
  expect(traceOf({ held: [{ reads: 'all', closing: 'waits' }] })).toBe(
    `${given}main 2: "r1.1;"; s1 exit; > c2; s1 exited; main 3; main returns`,
  )
})

test('what has not come of a body is cancelled, however much of it has been read', () => {
  const left = 'r1 aborted; s1 exit; s1 exited; main 3; main returns'
  expect(traceOf({ held: [{ url: slow }] })).toBe(`${opened}r1 answered 200; main 1: 200; ${left}`)
  expect(traceOf({ held: [{ url: slow, reads: 'piece' }] })).toBe(
    `${opened}r1 answered 200; main 1: 200; main 2: piece; ${left}`,
  )
})

test('the session is closed, and told, when the request fails', () => {
  expect(traceOf({ held: [{ url: { kind: 'fails' } }] })).toBe(
    `${opened}r1 failed; s1 exit r1; s1 exited; main throws r1`,
  )
  expect(traceOf({ held: [{ url: { kind: 'fails' } }] }, ecmascript)).toBe(
    `${opened}r1 failed; s1 exit; s1 exited; main throws r1`,
  )
})

test('a release that fails: the session is closed all the same, and errors meet as the dialect says', () => {
  const failing = { held: [{ release: 'fails' }], then: 'throw' } as const
  expect(traceOf(failing)).toBe(`${given}s1 exit E1; s1 exited; main throws E1`)
  expect(traceOf(failing, ecmascript)).toBe(`${given}s1 exit; s1 exited; main throws SuppressedError(E1, E2)`)
  const dropping = { ...python, fetching: { ...slidingWindow, releaseErrors: 'dropped' } } as const
  expect(traceOf(failing, dropping)).toBe(`${given}s1 exit E2; s1 exited; main throws E2`)
})

test('a body that is locked, or closed, is not cancelled', () => {
  expect(traceOf({ held: [{ release: 'fails', reads: 'all' }] })).toContain('main returns')
  const empty = { ...page, body: { ...page.body, empty: true } }
  expect(traceOf({ held: [{ release: 'fails', url: empty }] })).toContain('main returns')
})

test('a body that breaks: reading it fails, and so does cancelling it', () => {
  expect(traceOf({ held: [{ url: broken, reads: 'all' }] })).toBe(
    `${opened}r1 answered 200; main 1: 200; > c2; r1 broken; s1 exit r1; s1 exited; main throws r1`,
  )
  expect(traceOf({ held: [{ url: broken, waits: true }] })).toBe(
    `${opened}r1 answered 200; main 1: 200; > c2; r1 broken; > c3; s1 exit r1; s1 exited; main throws r1`,
  )
})

test('the signal of the caller: with it aborted nothing is requested, and the session has nothing to wait for', () => {
  expect(traceOf({ held: [{ closing: 'waits' }], signal: 'aborted' })).toBe(
    's1 enter; s1 entered; s1 exit E1; s1 exited; main throws E1',
  )
  expect(traceOf({ held: [{ url: { kind: 'never' } }], signal: 'aborts' })).toBe(
    's1 enter; s1 entered; r1 request; > c1; signal aborts E1; r1 aborted; s1 exit E1; s1 exited; main throws E1',
  )
})

test('an error passes the inner client and the outer one', () => {
  expect(traceOf({ held: [{ reads: 'all' }, { reads: 'all' }], then: 'throw' })).toContain(
    's2 exit E1; s2 exited; s1 exit E1; s1 exited; main throws E1',
  )
})
