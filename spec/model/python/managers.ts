/** The managers that programs make: classes, and generator functions under `@asynccontextmanager`. */
import type * as el from '../../program/python/elaborated.ts'
import { type Completion, empty, returning, type Throw } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { reach } from '../machine.ts'
import { show } from '../occasions.ts'
import { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import { call, handling } from './evaluate.ts'
import { type Frame, raising, raisingAgain, raisingNew } from './frame.ts'
import { aclose, asend, athrow, type PythonGenerator } from './generator.ts'
import type { PythonMachine } from './machine.ts'
import { passCheckpoints } from './task.ts'

/** What an exit answers whose truth cannot be told: its `__bool__` raises a ValueError. */
export const noTruth = Symbol('no truth')

/** `await manager.__aenter__()`. */
export function* callEnter(machine: PythonMachine, caller: Frame, { name, enter }: el.ClassManager): Coroutine {
  machine.trace.push(`${name} enter`)
  if (enter.outcome === 'not awaitable') {
    reach(machine, clauses.Await.refused)
    return raisingNew(machine, caller, 'TypeError')
  }
  return yield* call(machine, caller, frame => enterBody(machine, frame, name, enter))
}

function* enterBody(machine: PythonMachine, frame: Frame, name: string, enter: el.ClassManager['enter']): Coroutine {
  const passed = yield* passCheckpoints(machine, frame, enter.checkpoints)
  if (passed.type === 'throw') return passed
  if (enter.error) return raising(machine, frame, new ErrorValue(enter.error))
  machine.trace.push(`${name} entered`)
  return empty
}

/** `await manager.__aexit__(…)`, told of how the body ended. */
export function callExit(
  machine: PythonMachine,
  caller: Frame,
  { name, exit }: el.ClassManager,
  body: Completion,
): Coroutine {
  const given = body.type === 'throw' && machine.dialect.exitSees === 'error' ? (body.value as ErrorValue) : null
  return runExit(machine, caller, name, exit, given, given ? `${name} exit ${show(machine, given)}` : `${name} exit`)
}

/** What an exit or a callback does, from the event of its call on. */
export function* runExit(
  machine: PythonMachine,
  caller: Frame,
  name: string,
  exit: el.PythonExit,
  given: ErrorValue | null,
  called: string,
): Coroutine {
  machine.trace.push(called)
  if (exit.outcome === 'not awaitable') {
    reach(machine, clauses.Await.refused)
    return raisingNew(machine, caller, 'TypeError')
  }
  return yield* call(machine, caller, frame => exitBody(machine, frame, name, exit, given))
}

function* exitBody(
  machine: PythonMachine,
  frame: Frame,
  name: string,
  exit: el.PythonExit,
  given: ErrorValue | null,
): Coroutine {
  const passed = yield* passCheckpoints(machine, frame, exit.checkpoints)
  if (passed.type === 'throw') return passed
  switch (exit.outcome) {
    case 'fails':
      return raising(machine, frame, new ErrorValue(exit.error as string))
    case 'bare':
      return raisingAgain(machine, frame)
    case 'again':
      if (given) return raising(machine, frame, given)
      break
  }
  machine.trace.push(`${name} exited`)
  if (exit.outcome === 'truthy') return returning(true)
  return exit.outcome === 'no truth' ? returning(noTruth) : empty
}

const isNamed = (completion: Completion, name: string): boolean =>
  completion.type === 'throw' && (completion.value as ErrorValue).name === name

/**
 * _AsyncGeneratorContextManager.__aenter__.
 * @returns returning what the generator has yielded, or how it failed
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/contextlib.py
 */
export function enterGenerator(machine: PythonMachine, caller: Frame, generator: PythonGenerator): Coroutine {
  return call(machine, caller, frame => generatorEnter(machine, frame, generator))
}

function* generatorEnter(machine: PythonMachine, frame: Frame, generator: PythonGenerator): Coroutine {
  const { AsyncContextManager: clause } = clauses
  const first = yield* asend(machine, generator, frame, undefined)
  if (isNamed(first, 'StopAsyncIteration')) {
    reach(machine, clause.noYield)
    return yield* handling(frame, (first as Throw).value as ErrorValue, () => failing(machine, frame))
  }
  reach(machine, first.type === 'normal' ? clause.enters : clause.enterFails)
  return first.type === 'normal' ? returning(first.value) : first
}

function* failing(machine: PythonMachine, frame: Frame): Coroutine {
  return raisingNew(machine, frame, 'RuntimeError')
}

/**
 * _AsyncGeneratorContextManager.__aexit__.
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/contextlib.py
 */
export function exitGenerator(
  machine: PythonMachine,
  caller: Frame,
  generator: PythonGenerator,
  body: Completion,
): Coroutine {
  return call(machine, caller, frame => generatorExit(machine, frame, generator, body))
}

function* generatorExit(machine: PythonMachine, frame: Frame, generator: PythonGenerator, body: Completion): Coroutine {
  const { AsyncContextManager: clause } = clauses
  if (body.type !== 'throw') {
    const last = yield* asend(machine, generator, frame, undefined)
    if (last.type === 'normal') return yield* yieldsAgain(machine, frame, generator)
    const ends = isNamed(last, 'StopAsyncIteration')
    reach(machine, ends ? clause.ends : clause.fails)
    return ends ? empty : last
  }
  const error = body.value as ErrorValue
  const thrown = yield* athrow(machine, generator, frame, error)
  if (thrown.type === 'throw') return answerTo(machine, error, thrown.value as ErrorValue)
  return yield* yieldsAgain(machine, frame, generator)
}

/** What became of the error of the body that was thrown into the generator. */
function answerTo(machine: PythonMachine, error: ErrorValue, thrown: ErrorValue): Completion {
  const { AsyncContextManager: clause } = clauses
  if (thrown === error) {
    reach(machine, clause.passes)
    return empty
  }
  if (thrown.name === 'StopAsyncIteration') {
    reach(machine, clause.suppresses)
    return returning(true)
  }
  const wraps = error.name === 'StopIteration' || error.name === 'StopAsyncIteration'
  if (thrown.name === 'RuntimeError' && wraps && thrown.cause === error) {
    reach(machine, clause.unwraps)
    return empty
  }
  reach(machine, clause.replaces)
  return { type: 'throw', value: thrown, met: 0 }
}

/** The generator has yielded a second time. */
function* yieldsAgain(machine: PythonMachine, frame: Frame, generator: PythonGenerator): Coroutine {
  reach(machine, clauses.AsyncContextManager.yieldsAgain)
  const failure = raisingNew(machine, frame, 'RuntimeError')
  if (machine.dialect.secondYield === 'left') return failure
  const closed = yield* handling(frame, failure.value as ErrorValue, () => aclose(machine, generator, frame))
  return closed.type === 'throw' ? closed : failure
}
