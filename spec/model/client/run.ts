import type { Dialect } from '../../dialects/dialect.ts'
import { slidingWindow } from '../../dialects/fetching.ts'
import type * as el from '../../program/client/elaborated.ts'
import type { Schedule } from '../../schedule/schedule.ts'
import type { Clause } from '../clauses.ts'
import { type Completion, empty, throwing } from '../completion.ts'
import { type Coroutine, startAsync } from '../coroutine.ts'
import { recordTask } from '../evaluate.ts'
import { demandWhenShown } from '../fetching/occasions.ts'
import { createMachine, type Machine, normative, occasion } from '../machine.ts'
import { PromiseRecord, performPromiseThen } from '../promise.ts'
import type { Prediction } from '../run.ts'
import { runToEnd } from '../scheduler.ts'
import { ErrorValue, render, SuppressedErrorValue } from '../values.ts'
import { abortResponse, type Response, read, release, request } from './response.ts'

/** One run of a program that holds responses. */
interface Holding {
  readonly machine: Machine
  readonly program: el.ElaboratedClient
  /** All that has been requested. */
  readonly responses: Response[]
  /** The reason of the caller's signal, once it is aborted. */
  reason: ErrorValue | null
}

/** Runs a program that holds responses: see `runModel`. */
export function runClient(
  program: el.ElaboratedClient,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null,
): Prediction {
  const machine = createMachine(dialect, reached, normative)
  const { signal } = program
  const reason = signal.kind === 'aborted' ? reasonOf(signal.error) : null
  const holding: Holding = { machine, program, responses: [], reason }
  return runToEnd(machine, schedule, () => {
    if (signal.kind === 'aborts') {
      performPromiseThen(machine, checkpoint(machine, signal.checkpoint), () => abort(holding, signal.error))
    }
    return recordTask(machine, 'main', startAsync(machine, hold(holding, 0)))
  })
}

function reasonOf(name: string): ErrorValue {
  const reason = new ErrorValue(name)
  demandWhenShown(reason, 'fetching.abort-signal')
  return reason
}

function abort(holding: Holding, error: string): void {
  const { machine, responses } = holding
  machine.trace.push(`signal aborts ${error}`)
  const reason = reasonOf(error)
  holding.reason = reason
  for (const response of responses) abortResponse(machine, response, reason)
}

function checkpoint(machine: Machine, name: string): PromiseRecord {
  const promise = new PromiseRecord()
  machine.pending.push({ name, step: machine.step, promise })
  return promise
}

/** Holds the response of this client while the block runs, which holds those of the ones behind it. */
function* hold(holding: Holding, depth: number): Coroutine {
  const { machine, program } = holding
  const held = program.held[depth]
  if (!held) return program.error === null ? empty : throwing(new ErrorValue(program.error))
  if (held.idle) {
    machine.operand = checkpoint(machine, held.idle)
    yield 'await'
  }
  const { trace } = machine
  trace.push(`${held.session} enter`, `${held.session} entered`)
  if (held.idle && !holding.reason) occasion(machine, 'fetching.lazy')
  const response = request(machine, held, holding.reason)
  holding.responses.push(response)
  machine.operand = response.status
  const status = yield 'await'
  if (status.type === 'throw') return yield* failToEnter(holding, response, status.value as ErrorValue)
  trace.push(`${held.given} ${(status as { readonly value: unknown }).value}`)
  const used = yield* use(holding, response, depth)
  const left = yield* leave(holding, response, used)
  if (left.type === 'normal') trace.push(held.after)
  return left
}

/** The session that was opened is closed before the failure is told. */
function* failToEnter({ machine }: Holding, response: Response, error: ErrorValue): Coroutine {
  const requested = response.steps > 0
  if (requested) {
    occasion(machine, 'fetching.enter-failure-leaks-nothing')
    if (error.demands === null) demandWhenShown(error, 'fetching.failure-surfaces')
  }
  yield* close(machine, response, error)
  return throwing(error)
}

/** What is done with a response, and all that is done while it is held. */
function* use(holding: Holding, response: Response, depth: number): Coroutine {
  const { machine } = holding
  const { held } = response
  if (held.waits) {
    machine.operand = checkpoint(machine, held.waits)
    yield 'await'
  }
  if (held.reads !== 'nothing') {
    machine.operand = read(machine, response, held.reads)
    const answer = yield 'await'
    if (answer.type === 'throw') {
      const error = answer.value as ErrorValue
      if (error.demands === null) demandWhenShown(error, 'fetching.failure-surfaces')
      return answer
    }
    machine.trace.push(`${held.read} ${(answer as { readonly value: unknown }).value}`)
  }
  return yield* hold(holding, depth + 1)
}

/** Releases the response, then closes the session, whatever has come of that. */
function* leave({ machine }: Holding, response: Response, used: Completion): Coroutine {
  const { dialect } = machine
  const { releaseErrors } = dialect.fetching ?? slidingWindow
  const failure = used.type === 'throw' ? (used.value as ErrorValue) : null
  const failed = release(machine, response)
  occasion(machine, failed ? 'fetching.exit-failure-leaks-nothing' : 'fetching.break-releases')
  const raised = releaseErrors === 'raised' ? failed : null
  const shown = dialect.exitSees === 'error' ? failure : null
  yield* close(machine, response, raised ?? shown)
  if (!raised) return used
  if (!failure) return dialect.exitErrorAlone === 'dropped' ? used : throwing(raised)
  switch (dialect.exitErrorMeetsError) {
    case 'replaces':
      return throwing(raised)
    case 'aggregates':
      return throwing(new SuppressedErrorValue(raised, failure))
    case 'yields':
      return used
  }
}

/** The exit of the session. It is shown what is thrown, where the dialect shows it. */
function* close(machine: Machine, { held, steps }: Response, failure: ErrorValue | null): Coroutine {
  const { trace, dialect } = machine
  const requested = steps > 0
  const shown = failure && dialect.exitSees === 'error'
  if (shown && requested) occasion(machine, 'fetching.failure-reaches-exit')
  trace.push(`${held.session} exit${shown ? ` ${render(failure)}` : ''}`)
  if (held.closing && requested) {
    machine.operand = checkpoint(machine, held.closing)
    yield 'await'
  }
  trace.push(`${held.session} exited`)
  return empty
}
