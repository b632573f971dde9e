import type { Call, Callback } from '../../program/pipeline/elaborated.ts'
import { type Completion, returning, throwing } from '../completion.ts'
import { type Coroutine, startAsync } from '../coroutine.ts'
import { occasion } from '../machine.ts'
import { occasionWhenShown } from '../occasions.ts'
import type { PromiseRecord } from '../promise.ts'
import { ErrorValue, render } from '../values.ts'
import { type Pipe, reachCheckpoint } from './pipe.ts'

/** A callback of an operator: what it is called with is recorded, and how it ends. */
export interface CallbackFunction {
  /** An async function. */
  call(value: unknown): PromiseRecord
  /** The same as a function that answers at once. */
  callNow(value: unknown): Completion
}

/** `isAskedOn` tells whether the operator has been asked for more, which it must not begin with before the callback ends. */
export function createCallback(
  pipe: Pipe,
  { actor, calls, of, base }: Callback,
  isAskedOn: () => boolean = () => false,
): CallbackFunction {
  const { machine, running } = pipe
  let called = 0

  const start = (value: unknown): Call => {
    const active = (running.get(actor) ?? 0) + 1
    running.set(actor, active)
    occasion(machine, 'operators.concurrency-bound')
    if (active > 1) occasion(machine, 'operators.concurrency-reached')
    if (called > 0) occasion(machine, 'operators.order')
    machine.trace.push(`${actor} called ${render(value)}`)
    const call = calls[called++]
    if (call) return call
    // Beyond the script.
    const otherwise: Call['outcome'] =
      of === 'filter' ? { kind: 'kept', kept: true } : { kind: 'value', value: base + called }
    return { checkpoint: null, outcome: otherwise }
  }

  const end = ({ outcome }: Call): Completion => {
    running.set(actor, (running.get(actor) ?? 1) - 1)
    if (isAskedOn()) occasion(machine, 'operators.concurrency-bound')
    if (outcome.kind === 'fails') {
      const error = new ErrorValue(outcome.error)
      machine.trace.push(`${actor} fails ${error.name}`)
      pipe.callbackFailed = true
      occasion(machine, 'operators.no-unhandled-rejection')
      occasion(machine, 'operators.close-source-on-callback-error')
      occasionWhenShown(error, 'operators.close-source-on-callback-error')
      return throwing(error)
    }
    if (of === 'flatMap') {
      const source = outcome.kind === 'given' ? outcome.source : null
      machine.trace.push(`${actor} answers ${source?.actor ?? 'nothing'}`)
      return returning(source)
    }
    const value = outcome.kind === 'kept' ? outcome.kept : (outcome as { readonly value: number }).value
    machine.trace.push(`${actor} answers ${value}`)
    return returning(value)
  }

  return {
    call: value => startAsync(machine, answer(pipe, actor, start(value), end)),
    callNow: value => end(start(value)),
  }
}

function* answer({ machine }: Pipe, actor: string, call: Call, end: (call: Call) => Completion): Coroutine {
  yield* reachCheckpoint(machine, actor, call.checkpoint)
  return end(call)
}
