import type { Dialect } from '../../spec/dialects/dialect.ts'
import type * as ast from '../../spec/program/ast.ts'
import type { ClientProgram, Held } from '../../spec/program/client/ast.ts'
import type { Answers, FetchingProgram } from '../../spec/program/fetching/ast.ts'
import type { Statement as FiberStatement } from '../../spec/program/fibers/ast.ts'
import type { Loop, Source, Stage } from '../../spec/program/pipeline/ast.ts'
import type { Profile } from '../../spec/program/profile.ts'
import type { Chapter, SubjectKind } from '../../spec/rules/rule.ts'
import { tokenOf } from '../counterexample/token.ts'
import { type ClientSubject, type FetchingSubject, isClient, isFetching } from '../implementation/subjects.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import type { Complaint } from '../messages/usage-error.ts'
import type { Case } from './cases.ts'
import { profileOf } from './chapter.ts'
import type { Runner } from './runner.ts'

/*
 * Before a campaign the simplest programs of a subject are run, so that an adapter that does not work at all is told so
 * once, instead of failing every rule. An implementation that works at all, however wrongly, passes here: its first
 * program must fail, and all of them in one and the same way, which must be one of those in `symptomOf`.
 */

const event: ast.Event = { kind: 'event' }
const checkpoint: ast.Checkpoint = { kind: 'checkpoint' }
const enter: ast.Enter = { checkpoints: 0, outcome: 'entered' }
const exit: ast.Exit = { checkpoints: 0, outcome: 'ends' }
const manager: ast.Manager = { kind: 'manager', enter, exit }
const resource: ast.Resource = { kind: 'disposable', enter, carrier: 'object', methods: 'async', exit }

const hold = (...body: ast.Block): ast.With => ({ kind: 'with', managers: [manager], body })
const stack = (hold: 'held' | 'loose', ...body: ast.Block): ast.StackBlock => ({ kind: 'stack', hold, body })
const register = (entry: ast.StackEntry): ast.StackRegister => ({ kind: 'register', stack: 0, entry })
const close: ast.StackClose = { kind: 'close', stack: 0, receiver: 'stack' }

/** The statement that is each program; the first of a subject is the simplest there is. */
const statements: Readonly<
  Record<
    Exclude<SubjectKind, FetchingSubject | ClientSubject | 'operators' | 'tasks'>,
    readonly [ast.Statement, ...ast.Statement[]]
  >
> = {
  language: [event, checkpoint, { kind: 'raise', again: false }],
  bracket: [hold(event), hold(checkpoint), hold({ kind: 'return', value: 'plain' })],
  disposableStack: [
    stack('loose', register({ kind: 'defer', exit }), close),
    stack('held', register({ kind: 'defer', exit })),
    stack('held', register({ kind: 'use', resource })),
  ],
  exitStack: [
    stack('loose', register({ kind: 'callback', exit }), close),
    stack('held', register({ kind: 'callback', exit })),
    stack('held', register({ kind: 'enter', manager })),
  ],
  python: [event, checkpoint, { kind: 'raise', again: false }],
}

const answers: Answers = {
  kind: 'answers',
  redirects: false,
  status: 200,
  body: { type: 'text', empty: false, more: [], end: 'ends' },
}
const fetchOne: FetchingProgram = {
  kind: 'fetching',
  concurrency: 1,
  urls: [answers],
  signal: 'quiet',
  consumer: { waits: false, turns: [], then: 'goes on' },
}
const fetching: readonly FetchingProgram[] = [fetchOne, { ...fetchOne, urls: [answers, answers] }]

const heldOne: Held = {
  kind: 'held',
  url: answers,
  idle: false,
  waits: false,
  reads: 'nothing',
  release: 'works',
  closing: 'at once',
}
const holding: readonly ClientProgram[] = [
  { kind: 'client', held: [heldOne], signal: 'quiet', then: 'goes on' },
  { kind: 'client', held: [{ ...heldOne, reads: 'all' }], signal: 'quiet', then: 'goes on' },
]

/** Loops to the end over one operator: of an implementation that has others only, none of them is run. */
function pipelines(brought: Dialect['operators'] = {}): Case[] {
  const items: Source['items'] = [{ kind: 'item', waits: false }]
  const of: Source = { kind: 'source', items, end: { kind: 'ends', waits: false, outcome: 'done' }, close: 'answers' }
  const stages: readonly Stage[] = [
    { kind: 'map', of, calls: [] },
    { kind: 'take', of, count: 1 },
    { kind: 'filter', of, calls: [] },
    { kind: 'drop', of, count: 1 },
    { kind: 'concat', of: [of] },
    { kind: 'merge', of: [of] },
    { kind: 'zip', of: [of] },
    { kind: 'parallelMap', of, concurrency: 1, calls: [] },
    { kind: 'flatMap', of, calls: [] },
    { kind: 'chunk', of, count: 1 },
    { kind: 'buffer', of, count: 1 },
  ]
  const consumer: Loop = { kind: 'loop', idles: false, bodies: [], leaves: 'at the end' }
  return stages
    .filter(({ kind }) => kind in brought)
    .map(stage => ({ program: { kind: 'pipeline', stage, consumer }, schedule: [] }))
}

/** The same statements, of libraries with structured concurrency. */
const operations: readonly FiberStatement[] = [event, checkpoint, { kind: 'raise', again: false }]

/** The smoke cases of a subject. */
export function smokeCases(subject: SubjectKind, dialect: Dialect): Case[] {
  if (isFetching(subject)) return fetching.map(program => ({ program, schedule: [] }))
  if (isClient(subject)) return holding.map(program => ({ program, schedule: [] }))
  if (subject === 'operators') return pipelines(dialect.operators)
  if (subject === 'tasks') {
    return operations.map(statement => ({ program: { kind: 'fibers', main: [statement] }, schedule: [] }))
  }
  const language = subject === 'python' ? { language: subject } : {}
  return statements[subject].map(statement => ({
    program: { kind: 'program', ...language, main: [statement] },
    schedule: [],
  }))
}

/** What the smoke cases have shown of a subject that does not work at all. */
export type Smoke = { readonly complaint: Complaint } | { readonly which: string; readonly crash: ImplementationCrash }

/** Runs the smoke cases of a subject. @returns null where a campaign makes sense */
export async function smoke(
  runner: Runner,
  chapter: Chapter,
  subject: SubjectKind,
  name: string,
): Promise<Smoke | null> {
  const selection = { chapter, subject, seed: 0, runs: 1 }
  const cases = smokeCases(subject, runner.dialect)
  const token = tokenOf(profileOf(chapter, subject) as Profile, cases[0] as Case)
  let first: Failing | null = null
  for (const [i, one] of cases.entries()) {
    try {
      const { expected, observed, broken } = await runner.runOne(selection, one)
      const symptom = broken.length > 0 ? symptomOf(expected, observed) : null
      if (symptom === null || (first && first.symptom !== symptom)) return null
      first ??= { symptom, expected, observed }
    } catch (thrown) {
      if (!(thrown instanceof ImplementationCrash)) throw thrown
      // The campaign will find it, and may find a simpler case; but where even the simplest one crashes, there is none.
      return i === 0 ? { which: `the simplest case, ${token}`, crash: thrown } : null
    }
  }
  return first && { complaint: complaintOf(subject, name, token, first) }
}

interface Failing {
  readonly symptom: Symptom
  readonly expected: readonly string[]
  readonly observed: readonly string[]
}

type Symptom = keyof typeof remedies

/** What an adapter does that does not work at all, and what to do about it. */
const remedies = {
  'refuses every program': 'look at what lower gives: a script that the engine can run, and that calls register once',
  'throws before anything has happened': 'look for the error in the adapter: it is the one that is observed',
  'hangs before anything has happened': 'look for a promise in the adapter that is never settled',
  'ends before anything has happened': 'look whether the adapter calls what it is given',
  'asks no source': 'look whether each operator iterates the source that it is given, and gives an async iterable',
  'opens no session': 'enter the session that the client is given, and request through the fetch that this gives',
  'never calls enter': 'call manager.enter(), and hand what it gives to the body',
  'answers before the body has run': 'return the promise of the whole: a bracket is awaited',
} as const

/** An adapter of another runtime has nothing but its driver: the same symptoms have other causes. */
function inPython(symptom: Symptom): string {
  if (symptom === 'refuses every program')
    return 'look at what evaluate does with the text, and at how new the runtime is'
  return 'compare the driver with impls/cpython/driver.py'
}

/** How a trace fails in a way in which nothing that works at all fails; null if it does not. */
function symptomOf(expected: readonly string[], observed: readonly string[]): Symptom | null {
  const [start = ''] = observed
  if (start.startsWith('refused ')) return 'refuses every program'
  if (start.startsWith('main throws ') && expected[0] !== start) return 'throws before anything has happened'
  if (start === 'main hangs') return 'hangs before anything has happened'
  if (/^main returns\b/.test(start) && expected[0] !== start) return 'ends before anything has happened'
  if (expected[0] === 'main starts') return observed.some(event => event.startsWith('it1 ')) ? null : 'asks no source'
  if (expected.includes('s1 enter')) return observed.includes('s1 enter') ? null : 'opens no session'
  if (!expected.includes('a enter')) return null
  // A bracket: `main 1` is what the body is given, the last place of main is what the bracket answers.
  if (!observed.includes('a enter')) return 'never calls enter'
  const given = placeOf(observed, expected.find(isPlace))
  const answer = placeOf(observed, expected.findLast(isPlace))
  return answer !== -1 && (given === -1 || answer < given) ? 'answers before the body has run' : null
}

function isPlace(text: string): boolean {
  return /^main \d/.test(text)
}

/** Where a place was passed, whatever value it was given. */
function placeOf(observed: readonly string[], text = ''): number {
  const place = /^main \d+/.exec(text)?.[0] ?? text
  return observed.findIndex(event => event === place || event.startsWith(`${place}:`))
}

function complaintOf(subject: SubjectKind, name: string, token: string, failing: Failing): Complaint {
  const { symptom, expected, observed } = failing
  return {
    what: `the adapter of ${name} does not work: its ${subject} ${symptom}`,
    expected: listed(expected),
    got: listed(observed),
    where: `${subject}, on the simplest program, ${token}`,
    fix: subject === 'python' ? inPython(symptom) : remedies[symptom],
  }
}

function listed(trace: readonly string[]): string {
  return trace.length === 0 ? 'nothing' : trace.join('; ')
}
