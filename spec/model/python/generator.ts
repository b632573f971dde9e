/**
 * Asynchronous generators, as CPython's genobject.c has them. Its functions have their names there.
 *
 * @see https://docs.python.org/3/reference/expressions.html#asynchronous-generator-iterator-methods
 * @see https://github.com/python/cpython/blob/v3.11.7/Objects/genobject.c
 */
import { type Completion, normal, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { reach } from '../machine.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import { arriving, causedBy, chain, type Frame, raising, raisingNew } from './frame.ts'
import type { PythonMachine } from './machine.ts'
import {
  answered,
  bodyEnded,
  closeAnswered,
  closesUnstarted,
  finishedAsked,
  ignoredExit,
  orphansLeft,
  refusedWhileRunning,
  resumedAtYield,
  started,
  stopWrapped,
  throwsIntoUnstarted,
} from './occasions.ts'
import type { Activation } from './scope.ts'

export class PythonGenerator {
  readonly actor: string
  readonly frame: Activation
  readonly body: Coroutine
  state: 'created' | 'suspended' | 'executing' | 'completed' = 'created'
  /** A request is being served, though it may wait for something: ag_running. */
  running = false
  /** It has been told to close, or has come to its end: ag_closed. */
  closed = false
  /** The request that is being served closes it. */
  closing = false
  /** The hooks have been told of it. */
  known = false
  /** It was abandoned, and its finaliser closes it. */
  abandoned = false
  /** A finalizer has run while it was being closed. */
  finalized = false
  /** An iterator that it was iterating, and that is no generator, was left open when it was closed. */
  leavesOpen = false

  constructor(actor: string, frame: Activation, body: (generator: PythonGenerator) => Coroutine) {
    this.actor = actor
    this.frame = frame
    this.body = body(this)
  }
}

/** A name of an error that ends an iteration. */
const stops: ReadonlySet<string> = new Set(['StopIteration', 'StopAsyncIteration'])

/** What tells a request that the generator has come to its end. */
const endings: ReadonlySet<string> = new Set(['StopAsyncIteration', 'GeneratorExit'])

/** How a resumption of the body ended: with a value that it has yielded, or for good. */
type Resumed = { readonly yielded: true; readonly value: unknown } | Ended
interface Ended {
  readonly yielded: false
  /** Normal, or what left the body. */
  readonly completion: Completion
}

/** gen_send_ex: runs the body to its next yield or its end. What it waits for, its requester waits for. */
function* resume(
  machine: PythonMachine,
  generator: PythonGenerator,
  caller: Frame,
  resumption: Completion,
): Generator<'await', Resumed, Completion> {
  const { frame, body } = generator
  const { GeneratorResume: clause } = clauses
  if (generator.state === 'created' && resumption.type === 'throw') {
    // The body is entered only to be left: no handler of it is there yet.
    reach(machine, clause.thrownIntoStart)
    generator.state = 'completed'
    const wraps = machine.dialect.stopThrownBeforeStart === 'wrapped'
    return { yielded: false, completion: wraps ? wrapStop(machine, resumption) : resumption }
  }
  if (generator.state === 'created') started(machine)
  frame.previous = caller
  frame.since = machine.moves
  generator.state = 'executing'
  if (resumption.type === 'throw' && frame.handled) chain(machine, resumption.value as ErrorValue, frame.handled)
  reach(machine, resumption.type === 'throw' ? clause.thrown : clause.sent)
  let given = resumption
  for (;;) {
    const step = body.next(given)
    if (!step.done && step.value === 'await') {
      given = yield 'await'
      continue
    }
    frame.previous = null
    if (!step.done) {
      generator.state = 'suspended'
      return { yielded: true, value: machine.operand }
    }
    generator.state = 'completed'
    const completion = wrapStop(machine, step.value)
    bodyEnded(machine, completion)
    return { yielded: false, completion }
  }
}

/** Runs the body as far as it goes at once. @returns how it ended; null when it yields or waits */
export function resumeAtOnce(
  machine: PythonMachine,
  generator: PythonGenerator,
  caller: Frame,
  resumption: Completion,
): { readonly completion: Completion | null } {
  const { done, value } = resume(machine, generator, caller, resumption).next(resumption)
  return { completion: done && !value.yielded ? value.completion : null }
}

/** PEP 479: what ends an iteration must not leave a body as it is. */
function wrapStop(machine: PythonMachine, completion: Completion): Completion {
  if (completion.type !== 'throw') return completion
  const error = completion.value as ErrorValue
  if (!stops.has(error.name)) return completion
  reach(machine, clauses.GeneratorResume.stopWrapped)
  return stopWrapped(machine, throwing(causedBy('RuntimeError', error)))
}

/** async_gen_unwrap_value: the answer to anext(), asend() and athrow(). */
function unwrap(machine: PythonMachine, generator: PythonGenerator, caller: Frame, resumed: Resumed): Completion {
  const { GeneratorAnswer: clause } = clauses
  generator.running = false
  if (resumed.yielded) {
    reach(machine, clause.value)
    answered(machine)
    return normal(resumed.value)
  }
  if (resumed.completion.type === 'throw') {
    reach(machine, clause.error)
    generator.closed ||= endings.has((resumed.completion.value as ErrorValue).name)
    return resumed.completion
  }
  reach(machine, clause.end)
  generator.closed = true
  return raisingNew(machine, caller, 'StopAsyncIteration')
}

/** async_gen_init_hooks: the first request tells the hooks of the generator. */
function tellHooks(machine: PythonMachine, generator: PythonGenerator): void {
  if (generator.known) return
  generator.known = true
  machine.iterated.add(generator)
}

/** Requests that a generator makes of itself, and those of others while it runs, are refused. */
function refused(machine: PythonMachine, caller: Frame): Completion {
  reach(machine, clauses.GeneratorRequest.running)
  return refusedWhileRunning(machine, raisingNew(machine, caller, 'RuntimeError'))
}

/**
 * `await agen.__anext__()`, and `await agen.asend(value)`.
 * @see https://docs.python.org/3/reference/expressions.html#agen.asend
 */
export function* asend(machine: PythonMachine, generator: PythonGenerator, caller: Frame, value: unknown): Coroutine {
  const { GeneratorRequest: clause } = clauses
  tellHooks(machine, generator)
  if (generator.running) return refused(machine, caller)
  if (generator.state === 'created' && value !== undefined) {
    reach(machine, clause.sendsToStart)
    return resumedAtYield(machine, raisingNew(machine, caller, 'TypeError'), 'send')
  }
  if (generator.state === 'completed') {
    reach(machine, clause.sendsAfterEnd)
    return finishedAsked(machine, raisingNew(machine, caller, 'StopAsyncIteration'))
  }
  reach(machine, clause.sends)
  generator.running = true
  const began = machine.moves
  const resumed = yield* resume(machine, generator, caller, normal(value))
  return arriving(machine, caller, began, unwrap(machine, generator, caller, resumed))
}

/**
 * `await agen.athrow(error)`.
 * @see https://docs.python.org/3/reference/expressions.html#agen.athrow
 */
export function* athrow(
  machine: PythonMachine,
  generator: PythonGenerator,
  caller: Frame,
  error: ErrorValue,
): Coroutine {
  const { GeneratorRequest: clause } = clauses
  tellHooks(machine, generator)
  if (generator.state === 'completed') {
    reach(machine, clause.throwsAfterEnd)
    if (machine.dialect.throwAfterEnd === 'rejects') return finishedAsked(machine, raising(machine, caller, error))
    return finishedAsked(machine, normal(undefined))
  }
  if (generator.running) return refused(machine, caller)
  if (generator.closed) return stopped(machine, caller)
  reach(machine, clause.throws)
  generator.running = true
  const fresh = generator.state === 'created'
  const began = machine.moves
  const resumed = yield* resume(machine, generator, caller, throwing(error))
  const answer = arriving(machine, caller, began, unwrap(machine, generator, caller, resumed))
  return fresh ? throwsIntoUnstarted(machine, answer) : answer
}

/**
 * `await agen.aclose()`.
 * @see https://docs.python.org/3/reference/expressions.html#agen.aclose
 */
export function* aclose(machine: PythonMachine, generator: PythonGenerator, caller: Frame): Coroutine {
  const { GeneratorRequest: clause } = clauses
  tellHooks(machine, generator)
  if (generator.state === 'completed') {
    reach(machine, clause.closesAfterEnd)
    return finishedAsked(machine, normal(undefined))
  }
  if (generator.running) return refused(machine, caller)
  if (generator.closed) return stopped(machine, caller)
  reach(machine, clause.closes)
  generator.running = true
  generator.closed = true
  generator.closing = true
  const fresh = generator.state === 'created'
  const inner = [...generator.frame.holds]
  const began = machine.moves
  const resumed = yield* resume(machine, generator, caller, throwing(new ErrorValue('GeneratorExit')))
  const interrupted = !resumed.yielded && began < machine.cut
  if (interrupted) reach(machine, clause.closeInterrupted)
  generator.running = interrupted && machine.dialect.closeInterrupted === 'stays running'
  generator.closing = false
  if (fresh) closesUnstarted(machine)
  orphansLeft(machine, generator, inner)
  return arriving(machine, caller, began, closeAnswer(machine, generator, caller, resumed))
}

function closeAnswer(machine: PythonMachine, generator: PythonGenerator, caller: Frame, resumed: Resumed): Completion {
  const { GeneratorAnswer: clause } = clauses
  if (resumed.yielded) {
    if (machine.dialect.yieldWhileClosing === 'answered') return normal(resumed.value)
    reach(machine, clause.ignoresExit)
    return ignoredExit(machine, raisingNew(machine, caller, 'RuntimeError'))
  }
  const { completion } = resumed
  const ends = completion.type !== 'throw' || (completion.value as ErrorValue).name === 'GeneratorExit'
  reach(machine, ends ? clause.closed : clause.closeFails)
  return closeAnswered(machine, generator, ends ? normal(undefined) : completion)
}

/** One that has ignored its GeneratorExit: it cannot be closed, or thrown into, again. */
function stopped(machine: PythonMachine, caller: Frame): Completion {
  reach(machine, clauses.GeneratorRequest.ignoredExit)
  return ignoredExit(machine, raisingNew(machine, caller, 'StopAsyncIteration'))
}
