/**
 * contextlib.AsyncExitStack, statement by statement.
 *
 * @see https://docs.python.org/3/library/contextlib.html#contextlib.AsyncExitStack
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/contextlib.py
 */
import type * as el from '../../program/python/elaborated.ts'
import { type Completion, empty, returning, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasion, reach } from '../machine.ts'
import { noteUnwinding, type Unwinding, unwindingGoesOn, unwound } from '../occasions.ts'
import type { ErrorValue } from '../values.ts'
import { clauses } from './clauses.ts'
import { call, handling, makeGenerator } from './evaluate.ts'
import { Excluded, exclusions } from './exclusions.ts'
import { type Frame, handledIn, raising, raisingNew } from './frame.ts'
import type { PythonMachine } from './machine.ts'
import { callEnter, callExit, enterGenerator, exitGenerator, noTruth, runExit } from './managers.ts'
import type { Scope } from './scope.ts'

export class ExitStack {
  exits: StackExit[] = []
  closed = false
}

export interface StackExit {
  /** `silent` records no event by which its call is known; `late` was registered while the stack was closing. */
  readonly kind: 'manager' | 'callback' | 'silent' | 'late'
  /** It came from another stack. */
  moved: boolean
  readonly call: (caller: Frame, given: Completion) => Coroutine
}

/** `await stack.enter_async_context(manager)`. @returns returning what the manager gives */
export function enterAsyncContext(scope: Scope, stack: ExitStack, manager: el.PythonManager): Coroutine {
  return call(scope.machine, scope.frame, frame => enter(scope, frame, stack, manager))
}

function* enter(scope: Scope, frame: Frame, stack: ExitStack, manager: el.PythonManager): Coroutine {
  const { machine } = scope
  switch (manager.kind) {
    case 'not a manager': {
      reach(machine, clauses.AsyncExitStack.refuses)
      const missing = raisingNew(machine, frame, 'AttributeError').value as ErrorValue
      return yield* handling(frame, missing, () => refusing(machine, frame))
    }
    case 'class': {
      const entered = yield* callEnter(machine, frame, manager)
      if (entered.type === 'throw') return entered
      pushManager(machine, stack, manager)
      return returning(manager.value)
    }
    case 'function': {
      const generator = makeGenerator(scope, manager.routine)
      const entered = yield* enterGenerator(machine, frame, generator)
      if (entered.type !== 'return') return entered
      push(stack, 'silent', (own, given) => exitGenerator(machine, own, generator, given))
      return entered
    }
  }
}

function* refusing(machine: PythonMachine, frame: Frame): Coroutine {
  return raisingNew(machine, frame, 'TypeError')
}

/** push_async_exit(manager). */
export function pushManager(machine: PythonMachine, stack: ExitStack, manager: el.ClassManager): void {
  push(stack, 'manager', (caller, given) => callExit(machine, caller, manager, given))
}

/** push_async_callback(callback): a coroutine of its own awaits it, and answers nothing. */
export function pushCallback(machine: PythonMachine, stack: ExitStack, name: string, exit: el.PythonExit): void {
  push(stack, 'callback', caller =>
    call(machine, caller, frame => answeringNothing(runExit(machine, frame, name, exit, null, `${name} exit`))),
  )
}

/** Whatever it returns: a coroutine that awaits another one answers nothing. */
function* answeringNothing(coroutine: Coroutine): Coroutine {
  const ended = yield* coroutine
  return ended.type === 'throw' ? ended : empty
}

/** A callback that registers another one. */
export function pushReentrant(machine: PythonMachine, stack: ExitStack, name: string): void {
  push(stack, 'callback', () => runReentrant(machine, stack, name))
}

function* runReentrant(machine: PythonMachine, stack: ExitStack, name: string): Coroutine {
  machine.trace.push(`${name} exit`)
  push(stack, 'late', () => runLate(machine, name))
  occasion(machine, 'exit-stack.register-while-closing')
  machine.trace.push(`${name} exited`)
  return empty
}

function* runLate(machine: PythonMachine, name: string): Coroutine {
  machine.trace.push(`${name} again`)
  return empty
}

function push(stack: ExitStack, kind: StackExit['kind'], exit: StackExit['call']): void {
  stack.exits.push({ kind, moved: false, call: exit })
}

/** pop_all(). */
export function popAll(stack: ExitStack): ExitStack {
  const moved = new ExitStack()
  moved.exits = stack.exits
  for (const exit of moved.exits) exit.moved = true
  stack.exits = []
  return moved
}

/** `await stack.aclose()`. */
export function acloseStack(machine: PythonMachine, caller: Frame, stack: ExitStack): Coroutine {
  return call(machine, caller, frame => answeringNothing(exitStack(machine, frame, stack, empty)))
}

/** `await stack.__aexit__(…)`, told of how the body ended. */
export function exitStack(machine: PythonMachine, caller: Frame, stack: ExitStack, body: Completion): Coroutine {
  return call(machine, caller, frame => unwind(machine, frame, stack, body))
}

function* unwind(machine: PythonMachine, frame: Frame, stack: ExitStack, body: Completion): Coroutine {
  const { AsyncExitStack: clause } = clauses
  if (stack.exits.length === 0) {
    reach(machine, clause.empty)
    if (stack.closed) occasion(machine, 'exit-stack.close-idempotent')
  }
  stack.closed = true
  const bodyError = handledIn(machine, frame)
  const unwinding: Unwinding = { first: true, suppressed: false, replaced: false }
  let suppressed = false
  let pending = false
  /** Does each error get the context that nested statements would give it? */
  let nested = true
  const passed = new Set<unknown>([bodyError])
  let current: Completion = body.type === 'throw' ? body : empty
  for (let exit = stack.exits.pop(); exit; exit = stack.exits.pop()) {
    reach(machine, clause.exit)
    unwindingGoesOn(machine, unwinding, exit, current)
    const before = current
    const result = truthOf(machine, frame, yield* exit.call(frame, current))
    if (result.type === 'throw') {
      const error = result.value as ErrorValue
      // One that is raised again is linked to itself, and where no error is being handled the one before it is lost:
      // https://github.com/python/cpython/issues/102201
      const known = passed.has(error) && (before.type !== 'throw' || before.value !== bodyError)
      if (known || (!bodyError && before.type === 'throw')) nested = false
      passed.add(error)
      fixContext(machine, error, current.type === 'throw' ? (current.value as ErrorValue) : null, bodyError)
      pending = true
      current = throwing(error)
    } else if (result.type === 'return' && result.value === true) {
      suppressed = true
      pending = false
      current = empty
    }
    noteUnwinding(machine, unwinding, exit, before, result, current)
  }
  if (pending && current.type === 'throw') {
    const error = current.value as ErrorValue
    const { context } = error
    const raised = raising(machine, frame, error)
    error.context = context
    unwound(machine, unwinding, raised, nested)
    return raised
  }
  unwound(machine, unwinding, body.type === 'throw' && !suppressed ? body : empty, nested)
  return returning(body.type === 'throw' && suppressed)
}

/** `if cb_suppress`. */
function truthOf(machine: PythonMachine, frame: Frame, result: Completion): Completion {
  const none = result.type === 'return' && result.value === noTruth
  return none ? raisingNew(machine, frame, 'ValueError') : result
}

/** _fix_exception_context: puts the error before it in the place of the body's, at the end of the new error's chain. */
function fixContext(
  machine: PythonMachine,
  raised: ErrorValue,
  before: ErrorValue | null,
  bodyError: ErrorValue | null,
): void {
  const { AsyncExitStack: clause } = clauses
  if (machine.dialect.errorContext !== 'all') return
  const passed = new Set<ErrorValue>()
  let error = raised
  for (;;) {
    const { context } = error
    if (context === null || context === before) {
      reach(machine, clause.contextRight)
      return
    }
    if (context === bodyError) break
    if (passed.has(error)) throw new Excluded(exclusions.endlessContextFix)
    passed.add(error)
    error = context
  }
  reach(machine, clause.contextFixed)
  error.context = before
}
