/**
 * Exit stacks: ECMAScript's AsyncDisposableStack, and Python's AsyncExitStack as its `exitStack` shape.
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncdisposablestack-objects
 * @see https://docs.python.org/3/library/contextlib.html#contextlib.AsyncExitStack
 */
import type * as el from '../program/elaborated.ts'
import { combineExit } from './brackets.ts'
import { clauses } from './clauses.ts'
import { type Completion, empty, normal, throwing } from './completion.ts'
import { type Coroutine, startAsync } from './coroutine.ts'
import {
  addDisposableResource,
  type DisposableObject,
  type DisposeCapability,
  disposeResources,
  newDisposeCapability,
} from './disposal.ts'
import { type Machine, occasion, reach } from './machine.ts'
import { callExit, exitBody } from './objects.ts'
import {
  demandAnswer,
  noteUnwinding,
  occasionUntilShown,
  show,
  type Unwinding,
  unwindingGoesOn,
  unwound,
} from './occasions.ts'
import { type PromiseRecord, promiseResolve, rejectedPromise } from './promise.ts'
import { ErrorValue } from './values.ts'

export class ExitStackObject {
  /** ECMAScript: what has been added. */
  capability: DisposeCapability
  disposed = false
  /** Python: the exits. */
  exits: PythonExit[] = []
  /** Python: it has been closed before. */
  closed = false

  constructor(machine: Machine) {
    this.capability = newDisposeCapability(machine, 'stack')
  }
}

export interface PythonExit {
  /** `late` is what was registered while the stack was closing. */
  readonly kind: 'manager' | 'callback' | 'late'
  /** It came from another stack. */
  moved: boolean
  /** A coroutine that is told of the failure in flight. */
  readonly call: (failure: Completion) => Coroutine
}

/** @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncdisposablestack.prototype.disposeAsync */
export function disposeAsync(machine: Machine, stack: ExitStackObject | 'bad'): PromiseRecord {
  const { StackDisposeAsync: clause } = clauses
  if (stack === 'bad') {
    reach(machine, clause.bad)
    occasion(machine, 'exit-stack.bad-receiver-rejects')
    const promise = rejectedPromise(machine, new ErrorValue('TypeError'))
    demandAnswer(promise, 'exit-stack.bad-receiver-rejects')
    return promise
  }
  if (stack.disposed) {
    reach(machine, clause.disposed)
    occasion(machine, 'exit-stack.close-idempotent')
    const promise = promiseResolve(machine, undefined)
    demandAnswer(promise, 'exit-stack.close-idempotent')
    return promise
  }
  reach(machine, clause.disposes)
  stack.disposed = true
  return startAsync(machine, disposeResources(machine, stack.capability, empty))
}

/** disposeAsync() called by hand: its first disposer is called before it returns. */
export function disposeByHand(machine: Machine, stack: ExitStackObject): PromiseRecord {
  const disposes = !stack.disposed && stack.capability.resources.some(({ dispose }) => dispose !== null)
  if (disposes) occasion(machine, 'exit-stack.first-disposer-synchronous')
  return disposeAsync(machine, stack)
}

/** What `await using` finds on a stack. */
export function stackAsResource(machine: Machine, stack: ExitStackObject): DisposableObject {
  return { records: false, asyncDispose: () => () => normal(disposeAsync(machine, stack)), dispose: () => undefined }
}

/**
 * use(value), once the value has been made.
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncdisposablestack.prototype.use
 */
export function stackUse(
  machine: Machine,
  stack: ExitStackObject,
  object: DisposableObject | null | 'primitive',
): Completion {
  reach(machine, stack.disposed ? clauses.StackUse.refused : clauses.StackUse.added)
  if (stack.disposed) return refused(machine)
  const used = addDisposableResource(machine, stack.capability, object, 'await using')
  if (used.type === 'throw') occasionUntilShown(machine, used, 'exit-stack.enter-failure-not-registered')
  return used
}

/**
 * adopt(value, onDispose) and defer(onDispose): the callback records what it is given.
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncdisposablestack.prototype.defer
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncdisposablestack.prototype.adopt
 */
export function stackDefer(
  machine: Machine,
  stack: ExitStackObject,
  name: string,
  exit: el.Exit,
  told: string,
): Completion {
  const isAsync = exit.outcome !== 'rejected' && exit.outcome !== 'pending' && exit.outcome !== 'thenable'
  return addCallback(machine, stack, () => {
    occasion(machine, 'exit-stack.adopt-argument')
    return callExit(machine, name, exit, told, isAsync)
  })
}

/** A callback that registers another one while the stack is closing. */
export function stackReentrant(machine: Machine, stack: ExitStackObject, name: string): Completion {
  return addCallback(machine, stack, () => {
    machine.trace.push(`${name} exit`)
    occasion(machine, 'exit-stack.register-while-closing')
    const added = addCallback(machine, stack, () => {
      throw new RangeError('unreachable: a stack that is closing is disposed, and refuses this')
    })
    if (added.type === 'throw') occasionUntilShown(machine, added, 'exit-stack.register-while-closing')
    return added
  })
}

function addCallback(machine: Machine, stack: ExitStackObject, dispose: () => Completion): Completion {
  reach(machine, stack.disposed ? clauses.StackDefer.refused : clauses.StackDefer.added)
  if (stack.disposed) return refused(machine)
  stack.capability.resources.push({ records: true, hint: 'await using', dispose })
  return empty
}

function refused(machine: Machine): Completion {
  const refusal = throwing(new ErrorValue('ReferenceError'))
  occasionUntilShown(machine, refusal, 'exit-stack.closed-refuses')
  return refusal
}

/**
 * move(), and Python's pop_all().
 * @returns the new stack, or the ReferenceError of one that has been disposed
 * @see https://tc39.es/ecma262/multipage/control-abstraction-objects.html#sec-asyncdisposablestack.prototype.move
 */
export function stackMove(machine: Machine, stack: ExitStackObject): ExitStackObject | Completion {
  reach(machine, stack.disposed ? clauses.StackMove.refused : clauses.StackMove.moves)
  if (stack.disposed) return refused(machine)
  const moved = new ExitStackObject(machine)
  const { capability } = moved
  moved.capability = stack.capability
  moved.capability.moved = moved.capability.resources.length
  moved.exits = stack.exits
  for (const exit of moved.exits) exit.moved = true
  stack.capability = capability
  stack.exits = []
  stack.disposed = machine.dialect.closedStack === 'refused'
  return moved
}

/** Registers the exit of a manager on a stack of Python's shape. */
export function pushManager(machine: Machine, stack: ExitStackObject, { name, exit }: el.Manager): void {
  push(stack, 'manager', failure => exitManager(machine, name, exit, failure))
}

function* exitManager(machine: Machine, name: string, exit: el.Exit, failure: Completion): Coroutine {
  machine.trace.push(failure.type === 'throw' ? `${name} exit ${show(machine, failure.value)}` : `${name} exit`)
  return yield* exitBody(machine, name, exit, failure)
}

/** push_async_callback: told nothing, and its result means nothing. */
export function pushCallback(machine: Machine, stack: ExitStackObject, name: string, exit: el.Exit): void {
  push(stack, 'callback', () => runCallback(machine, name, exit))
}

function* runCallback(machine: Machine, name: string, exit: el.Exit): Coroutine {
  machine.trace.push(`${name} exit`)
  const result = yield* exitBody(machine, name, exit, null)
  return result.type === 'throw' ? result : empty
}

export function pushReentrant(machine: Machine, stack: ExitStackObject, name: string): void {
  push(stack, 'callback', () => runReentrant(machine, stack, name))
}

function* runReentrant(machine: Machine, stack: ExitStackObject, name: string): Coroutine {
  machine.trace.push(`${name} exit`)
  push(stack, 'late', () => runLate(machine, name))
  occasion(machine, 'exit-stack.register-while-closing')
  machine.trace.push(`${name} exited`)
  return empty
}

function* runLate(machine: Machine, name: string): Coroutine {
  machine.trace.push(`${name} again`)
  return empty
}

function push(stack: ExitStackObject, kind: PythonExit['kind'], call: PythonExit['call']): void {
  stack.exits.push({ kind, moved: false, call })
}

/**
 * AsyncExitStack.__aexit__: runs the exits, last first, each told of what is in flight then.
 * @returns how the block completes, given how its body did
 */
export function* unwind(machine: Machine, stack: ExitStackObject, body: Completion): Coroutine {
  const { AsyncExitStack: clause } = clauses
  if (stack.exits.length === 0) {
    reach(machine, clause.empty)
    if (stack.closed) occasion(machine, 'exit-stack.close-idempotent')
  }
  stack.closed = true
  const unwinding: Unwinding = { first: true, suppressed: false, replaced: false }
  let completion = body
  for (let exit = stack.exits.pop(); exit; exit = stack.exits.pop()) {
    reach(machine, clause.exit)
    unwindingGoesOn(machine, unwinding, exit, completion)
    const result = yield* exit.call(completion)
    const left = combineExit(machine, completion, result)
    noteUnwinding(machine, unwinding, exit, completion, result, left)
    completion = left
  }
  unwound(machine, unwinding, completion)
  return completion
}
