import type { Dialect } from '../../dialects/dialect.ts'
import type * as el from '../../program/fetching/elaborated.ts'
import { nextRelease, type Schedule } from '../../schedule/schedule.ts'
import type { Clause } from '../clauses.ts'
import { empty, throwing } from '../completion.ts'
import { type Coroutine, startAsync } from '../coroutine.ts'
import { createMachine, type Machine, normative, occasion, type PendingCheckpoint, runJobs } from '../machine.ts'
import { show } from '../occasions.ts'
import { PromiseRecord, performPromiseThen, resolvePromise } from '../promise.ts'
import type { Prediction } from '../run.ts'
import { ErrorValue, type IteratorResult } from '../values.ts'
import { abortSignal, fetchAll, leave, next } from './fetch-all.ts'

/** Runs a program that fetches: see `runModel`. */
export function runFetching(
  program: el.Fetching,
  schedule: Schedule,
  dialect: Dialect,
  reached: (Clause | number)[] | null,
): Prediction {
  const machine = createMachine(dialect, reached, normative)
  const { trace, pending } = machine
  const choices: number[] = []
  let ended = false
  const main = startAsync(machine, consume(machine, program))
  performPromiseThen(machine, main, ({ state, result }) => {
    ended = true
    if (state === 'rejected') trace.push(`main throws ${show(machine, result)}`)
    else trace.push('main returns')
  })
  runJobs(machine)
  while (pending.length > 0) {
    const at = nextRelease(pending, schedule, choices.length)
    choices.push(pending.length)
    const [{ name, promise }] = pending.splice(at, 1) as [PendingCheckpoint]
    machine.step++
    trace.push(`> ${name}`)
    resolvePromise(machine, promise, name)
    runJobs(machine)
  }
  if (!ended) trace.push('main hangs')
  return { trace, occasions: machine.occasions, choices, excluded: null }
}

/** The function that calls `fetchAll` and loops over what it gives. */
function* consume(machine: Machine, program: el.Fetching): Coroutine {
  const { trace } = machine
  const { signal, consumer, requests } = program
  const all = fetchAll(machine, program, signal.kind === 'aborted' ? new ErrorValue(signal.error) : null)
  if (signal.kind === 'aborts') {
    performPromiseThen(machine, checkpoint(machine, signal.checkpoint), () => {
      trace.push(`signal aborts ${signal.error}`)
      abortSignal(all, new ErrorValue(signal.error))
    })
  }
  if (consumer.waits) {
    machine.operand = checkpoint(machine, consumer.waits)
    yield 'await'
    if (requests.length > 0) occasion(machine, 'fetching.lazy')
  }
  for (let turn = 0; ; turn++) {
    machine.operand = next(all)
    const answer = yield 'await'
    if (answer.type === 'throw') return answer
    const { done, value } = (answer as { readonly value: IteratorResult }).value
    if (done) break
    const { name, text } = value as el.Request
    trace.push(`${consumer.text} ${name} ${JSON.stringify(text)}`)
    const waits = consumer.turns[turn]
    if (waits) {
      if (all.requested < requests.length) occasion(machine, 'fetching.slow-consumer')
      machine.operand = checkpoint(machine, waits)
      yield 'await'
    }
    if (turn !== consumer.turns.length - 1 || consumer.then.kind === 'goes on') continue
    leave(all)
    if (consumer.then.kind === 'throw') return throwing(new ErrorValue(consumer.then.error))
    break
  }
  trace.push(consumer.after)
  return empty
}

function checkpoint(machine: Machine, name: string): PromiseRecord {
  const promise = new PromiseRecord()
  machine.pending.push({ name, step: machine.step, promise })
  return promise
}
