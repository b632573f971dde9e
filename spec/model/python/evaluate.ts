/** The evaluation of statements in Python. */
import type * as core from '../../program/elaborated.ts'
import type * as el from '../../program/python/elaborated.ts'
import { type Completion, empty, jumping, returning, type Throw, throwing } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasion, reach } from '../machine.ts'
import { show } from '../occasions.ts'
import { ErrorValue } from '../values.ts'
import { isException } from './asyncio/group.ts'
import { swallowed } from './asyncio/occasions.ts'
import { evaluateTasks } from './asyncio/statements.ts'
import { clauses } from './clauses.ts'
import { handleEach } from './concurrently.ts'
import { collect } from './finalise.ts'
import { arriving, causedBy, type Frame, newFrame, raising, raisingAgain } from './frame.ts'
import { PythonGenerator } from './generator.ts'
import { asyncFor, comprehension, repeat } from './loops.ts'
import type { PythonMachine } from './machine.ts'
import { finalised, finalizing, overridden, passesHandler, resumedAtYield } from './occasions.ts'
import { ask } from './requests.ts'
import { activation, type Scope } from './scope.ts'
import { evaluateStack } from './stack-statements.ts'
import { passCheckpoint } from './task.ts'
import { asyncWith } from './with.ts'

/**
 * `await f()`: calls a coroutine function and runs it to its end, in a frame of its own.
 * @see https://peps.python.org/pep-0479/
 */
export function* call(machine: PythonMachine, caller: Frame, body: (frame: Frame) => Coroutine): Coroutine {
  const began = machine.moves
  return arriving(machine, caller, began, leaveCoroutine(machine, yield* body(newFrame(machine, caller))))
}

/** A StopIteration that leaves a coroutine would end what awaits it: it becomes a RuntimeError. */
export function leaveCoroutine(machine: PythonMachine, completion: Completion): Completion {
  if (completion.type !== 'throw' || (completion.value as ErrorValue).name !== 'StopIteration') return completion
  reach(machine, clauses.Coroutine.stopWrapped)
  return throwing(causedBy('RuntimeError', completion.value as ErrorValue))
}

/** Makes a generator: nothing of its body runs. */
export function makeGenerator({ machine, frame: { variables } }: Scope, routine: core.Routine): PythonGenerator {
  const frame = activation(machine, null, variables)
  return new PythonGenerator(routine.actor, frame, generator =>
    evaluateBlock({ machine, frame, generator, caught: [] }, routine.body),
  )
}

export function* evaluateBlock(scope: Scope, block: core.Block): Coroutine {
  const { machine } = scope
  for (const node of block) {
    if (node.kind === 'event') {
      if (scope.generator?.abandoned) finalised(machine)
      machine.trace.push(node.text)
      continue
    }
    const completion = yield* evaluateStatement(scope, node)
    if (completion.type !== 'normal') return completion
  }
  return empty
}

function* evaluateStatement(scope: Scope, node: core.Statement): Coroutine {
  const { machine, frame } = scope
  switch (node.kind) {
    case 'checkpoint': {
      const passed = yield* passCheckpoint(machine, frame, node.checkpoint)
      return passed.type === 'throw' ? passed : empty
    }
    case 'raise':
      return node.error === null ? raisingAgain(machine, frame) : raising(machine, frame, new ErrorValue(node.error))
    case 'raise-stop':
      return raising(machine, frame, new ErrorValue(node.name))
    case 'raise-caught':
      return raising(machine, frame, scope.caught[node.levels] as ErrorValue)
    case 'raise-from':
      return raiseFrom(scope, node.error)
    case 'return':
      return returning(node.value.kind === 'plain' ? node.value.number : undefined)
    case 'jump':
      return jumping(node.jump, node.label)
    case 'try':
      return yield* evaluateFinally(scope, yield* evaluateBlock(scope, node.block), node.finalizer ?? [])
    case 'except':
      return yield* evaluateExcept(scope, node)
    case 'repeat':
      return yield* repeat(scope, node)
    case 'async-with':
      return yield* asyncWith(scope, node)
    case 'yield':
      return yield* evaluateYield(scope, node)
    case 'open':
      frame.variables.own.set(node.variable, makeGenerator(scope, node.generator))
      occasion(machine, 'generator.lazy-start')
      return yield* evaluateBlock(scope, node.body)
    case 'ask':
      return yield* ask(scope, node)
    case 'async-for':
      return yield* asyncFor(scope, node)
    case 'comprehension':
      return recorded(scope, node.text, yield* comprehension(scope, node.source))
    case 'concurrently':
      return yield* handleEach(scope, node.branches)
    case 'collect':
      collect(machine, frame)
      return empty
    case 'stack':
    case 'move':
    case 'enlist':
    case 'close':
      return yield* evaluateStack(scope, node)
    case 'spawn':
    case 'cancel':
    case 'join':
    case 'gather':
    case 'group':
    case 'timeout':
    case 'sleep':
      return yield* evaluateTasks(scope, node)
    default:
      throw new RangeError(`Python has no ${node.kind}: the program is not one of this language.`)
  }
}

/** @see https://docs.python.org/3/reference/simple_stmts.html#the-raise-statement */
function raiseFrom({ machine, frame, caught }: Scope, name: string): Throw {
  reach(machine, clauses.Raise.from)
  const error = new ErrorValue(name)
  error.cause = caught[0] as ErrorValue
  return raising(machine, frame, error)
}

/** Runs what handles an error: meanwhile the frame has it as the handled one. */
export function* handling(frame: Frame, error: ErrorValue, body: () => Coroutine): Coroutine {
  const outer = frame.handled
  frame.handled = error
  const completion = yield* body()
  frame.handled = outer
  return completion
}

/** @see https://docs.python.org/3/reference/compound_stmts.html#the-try-statement */
function* evaluateExcept(scope: Scope, node: el.Except): Coroutine {
  const { Try: clause } = clauses
  const { machine, frame } = scope
  let completion = yield* evaluateBlock(scope, node.block)
  if (completion.type === 'throw') {
    const error = completion.value as ErrorValue
    if (catches(node, error)) {
      reach(machine, clause.catches)
      if (error.name === 'GeneratorExit') passesHandler(scope)
      if (scope.generator?.abandoned) finalised(machine)
      machine.trace.push(`${node.caught} ${show(machine, error)}`)
      const inner = { ...scope, caught: [error, ...scope.caught] }
      completion = yield* handling(frame, error, () => evaluateBlock(inner, node.handler))
      if (completion.type === 'normal') swallowed(machine, error)
    } else {
      reach(machine, clause.passesHandler)
      if (error.name === 'GeneratorExit') passesHandler(scope)
    }
  }
  return node.finalizer ? yield* evaluateFinally(scope, completion, node.finalizer) : completion
}

function catches({ catches }: el.Except, error: ErrorValue): boolean {
  if (catches === 'BaseException') return true
  return catches === 'CancelledError' ? error.name === 'CancelledError' : isException(error)
}

function* evaluateFinally(scope: Scope, completion: Completion, finalizer: core.Block): Coroutine {
  const { Try: clause } = clauses
  const { machine, frame } = scope
  finalizing(scope, completion)
  const body = (): Coroutine => evaluateBlock(scope, finalizer)
  const last =
    completion.type === 'throw' ? yield* handling(frame, completion.value as ErrorValue, body) : yield* body()
  if (last.type === 'normal') {
    reach(machine, clause.finalizer)
    return completion
  }
  if (completion.type !== 'normal') {
    reach(machine, clause.overrides)
    overridden(scope, last)
  }
  return last
}

/** @see https://docs.python.org/3/reference/expressions.html#asynchronous-generator-functions */
function* evaluateYield({ machine, generator }: Scope, { value, text }: core.Statement & { kind: 'yield' }): Coroutine {
  machine.operand = value.kind === 'plain' ? value.number : undefined
  const resumed = yield 'yield'
  if (resumed.type === 'throw') return generator?.closing ? resumed : resumedAtYield(machine, resumed, 'throw')
  if (!text) return empty
  resumedAtYield(machine, resumed, 'send')
  machine.trace.push(`${text} ${showPython(machine, (resumed as { value?: unknown }).value)}`)
  return empty
}

/** A value as Python shows it. */
export function showPython(machine: PythonMachine, value: unknown): string {
  return value === undefined ? 'None' : show(machine, value)
}

/** Records the value of a normal completion. */
export function recorded({ machine }: Scope, text: string, completion: Completion): Completion {
  if (completion.type !== 'normal') return completion
  machine.trace.push(`${text} ${showPython(machine, completion.value)}`)
  return empty
}
