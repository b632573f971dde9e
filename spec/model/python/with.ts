/**
 * The async with statement.
 * @see https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement
 */
import type * as el from '../../program/python/elaborated.ts'
import { type Completion, suppressed, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasion, reach } from '../machine.ts'
import { bracketExit, bracketLeft, declarationRefused, enterFailed } from '../occasions.ts'
import type { ErrorValue } from '../values.ts'
import { enterCancelled, exitCalled, exitSettled, swallowed } from './asyncio/occasions.ts'
import { clauses } from './clauses.ts'
import { evaluateBlock, handling, makeGenerator, showPython } from './evaluate.ts'
import { type Frame, raisingNew } from './frame.ts'
import type { PythonGenerator } from './generator.ts'
import type { PythonMachine } from './machine.ts'
import { callEnter, callExit, enterGenerator, exitGenerator, noTruth } from './managers.ts'
import type { Scope } from './scope.ts'

/** Several managers are nested statements: each is made when those before it have been entered. */
export function asyncWith(scope: Scope, node: el.AsyncWith): Coroutine {
  return nest(scope, node, [])
}

/** Within the managers that have given these values. */
function* nest(scope: Scope, node: el.AsyncWith, given: readonly unknown[]): Coroutine {
  const { machine } = scope
  const manager = node.managers[given.length]
  if (manager) return yield* hold(scope, manager, value => nest(scope, node, [...given, value]))
  machine.trace.push([node.given, ...given.map(value => showPython(machine, value))].join(' '))
  return yield* evaluateBlock(scope, node.body)
}

type Body = (value: unknown) => Coroutine

function hold(scope: Scope, manager: el.PythonManager, body: Body): Coroutine {
  switch (manager.kind) {
    case 'class':
      return holdInstance(scope, manager, body)
    case 'function':
      return holdFunction(scope, manager, body)
    case 'not a manager':
      return refuse(scope)
  }
}

function* refuse({ machine, frame }: Scope): Coroutine {
  reach(machine, clauses.AsyncWith.refuses)
  return declarationRefused(machine, raisingNew(machine, frame, 'TypeError'))
}

/** Both methods are looked up before either is called. */
function lookUpMethods(machine: PythonMachine, { name, lookup }: el.ClassManager): void {
  if (lookup !== 'property') return
  const order = machine.dialect.managerLookup === 'enter first' ? ['aenter', 'aexit'] : ['aexit', 'aenter']
  for (const method of order) {
    occasion(machine, 'context-manager.method-lookup')
    machine.trace.push(`${name} get ${method}`)
  }
}

function* holdInstance(scope: Scope, manager: el.ClassManager, body: Body): Coroutine {
  const { machine, frame } = scope
  const { AsyncWith: clause } = clauses
  lookUpMethods(machine, manager)
  if (manager.lookup === 'instance') occasion(machine, 'context-manager.method-lookup')
  const entered = yield* callEnter(machine, frame, manager)
  if (entered.type === 'throw') {
    reach(machine, clause.enterFails)
    enterCancelled(machine, entered)
    return enterFailed(machine, entered)
  }
  occasion(machine, 'context-manager.enter-before-body')
  const { exits } = machine
  const completion = yield* body(manager.value)
  bracketExit(machine, completion, exits)
  exitCalled(machine, completion)
  if (manager.lookup === 'instance') occasion(machine, 'context-manager.method-lookup')
  const left = yield* leave(scope, completion, () => callExit(machine, frame, manager, completion))
  exitSettled(machine, completion, left.answer)
  bracketLeft(machine, completion, left.answer, left.completion)
  return left.completion
}

function* holdFunction(scope: Scope, manager: el.FunctionManager, body: Body): Coroutine {
  const { frame } = scope
  const generator = makeGenerator(scope, manager.routine)
  frame.holds.push(generator)
  const completion = yield* holdGenerator(scope, generator, body)
  frame.holds.splice(frame.holds.lastIndexOf(generator), 1)
  return completion
}

function* holdGenerator(scope: Scope, generator: PythonGenerator, body: Body): Coroutine {
  const { machine, frame } = scope
  const entered = yield* enterGenerator(machine, frame, generator)
  if (entered.type !== 'return') {
    reach(machine, clauses.AsyncWith.enterFails)
    return entered
  }
  const completion = yield* body(entered.value)
  const left = yield* leave(scope, completion, () => exitGenerator(machine, frame, generator, completion))
  return left.completion
}

interface Left {
  /** How the exit ended. */
  readonly answer: Completion
  /** How the block is left. */
  readonly completion: Completion
}

/** Calls the exit, while the error of the body is being handled, and does what its answer says. */
export function* leave(
  { machine, frame }: Scope,
  body: Completion,
  exit: () => Coroutine,
): Generator<'await' | 'yield', Left, Completion> {
  const { AsyncWith: clause } = clauses
  if (body.type !== 'throw') {
    const answer = yield* exit()
    if (answer.type === 'throw') {
      reach(machine, clause.alone)
      return { answer, completion: throwing(answer.value) }
    }
    reach(machine, clause.passes)
    return { answer, completion: body }
  }
  const error = body.value as ErrorValue
  const answer = yield* handling(frame, error, () => truthOf(machine, frame, exit()))
  if (answer.type === 'throw') {
    const again = answer.value === error
    reach(machine, again ? clause.again : clause.replaces)
    return { answer, completion: again ? body : throwing(answer.value) }
  }
  const truthy = answer.type === 'return' && answer.value === true
  if (truthy && machine.dialect.exitSuppresses === 'truthy') {
    reach(machine, clause.suppresses)
    swallowed(machine, error)
    return { answer, completion: suppressed }
  }
  reach(machine, clause.passes)
  return { answer, completion: body }
}

/** What an exit answers is asked for its truth, which it may not tell. */
function* truthOf(machine: PythonMachine, frame: Frame, exit: Coroutine): Coroutine {
  const ended = yield* exit
  return ended.type === 'return' && ended.value === noTruth ? raisingNew(machine, frame, 'ValueError') : ended
}
