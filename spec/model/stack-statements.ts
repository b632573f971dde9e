/** Statements about exit stacks. */
import type * as el from '../program/elaborated.ts'
import { type Completion, empty, normal } from './completion.ts'
import type { Coroutine } from './coroutine.ts'
import { addDisposableResource, newDisposeCapability } from './disposal.ts'
import { acquire, evaluateStatements, leaveBlock, recorded } from './evaluate.ts'
import { type Machine, occasion } from './machine.ts'
import { disposableObject, enterBody } from './objects.ts'
import { occasionUntilShown } from './occasions.ts'
import { bind, lookUp, type Scope } from './scope.ts'
import {
  disposeAsync,
  disposeByHand,
  ExitStackObject,
  pushCallback,
  pushManager,
  pushReentrant,
  stackAsResource,
  stackDefer,
  stackMove,
  stackReentrant,
  stackUse,
  unwind,
} from './stacks.ts'

export function* evaluateStack(scope: Scope, node: el.StackStatement): Coroutine {
  const { machine } = scope
  const python = machine.dialect.closedStack === 'reusable'
  switch (node.kind) {
    case 'stack':
      return yield* within(scope, node.stack, new ExitStackObject(machine), node.held, node.body)
    case 'move': {
      const moved = stackMove(machine, lookUp(scope, node.from) as ExitStackObject)
      if (!(moved instanceof ExitStackObject)) return moved
      return yield* within(scope, node.stack, moved, true, node.body)
    }
    case 'register': {
      const stack = lookUp(scope, node.stack) as ExitStackObject
      return python ? yield* registerPython(scope, stack, node.entry) : yield* register(scope, stack, node.entry)
    }
    case 'close': {
      const stack = lookUp(scope, node.stack) as ExitStackObject
      if (python) {
        const closed = yield* unwind(machine, stack, empty)
        if (closed.type === 'normal') machine.trace.push(node.text)
        return closed
      }
      const closing = node.bad ? disposeAsync(machine, 'bad') : disposeByHand(machine, stack)
      machine.trace.push(node.text)
      machine.operand = closing
      const closed = yield 'await'
      return closed.type === 'normal' ? empty : closed
    }
  }
}

/** Runs a block in which the stack has a name; a held one is closed when the block is left. */
function* within(outer: Scope, name: string, stack: ExitStackObject, held: boolean, body: el.Block): Coroutine {
  const scope = bind(outer, name, stack)
  const { machine } = scope
  if (machine.dialect.closedStack === 'reusable') {
    const completion = yield* evaluateStatements(scope, body)
    return held ? yield* unwind(machine, stack, completion) : completion
  }
  if (held) {
    scope.disposal = newDisposeCapability(machine, 'stack block')
    addDisposableResource(machine, scope.disposal, stackAsResource(machine, stack), 'await using')
  }
  return yield* leaveBlock(scope, yield* evaluateStatements(scope, body))
}

function* register(scope: Scope, stack: ExitStackObject, entry: el.StackEntry): Coroutine {
  const { machine } = scope
  switch (entry.kind) {
    case 'use': {
      const made = yield* acquire(machine, entry.resource)
      if (made.type === 'throw') return notRegistered(machine, made)
      const used = stackUse(machine, stack, disposableObject(machine, entry.resource))
      if (used.type === 'throw') return used
      occasion(machine, 'exit-stack.use-result')
      return recorded(machine, entry.text, normal(true))
    }
    case 'adopt': {
      const adopted = stackDefer(machine, stack, entry.name, entry.exit, String(entry.value))
      if (adopted.type === 'throw') return adopted
      occasion(machine, 'exit-stack.use-result')
      return recorded(machine, entry.text, normal(entry.value))
    }
    case 'defer':
      return stackDefer(machine, stack, entry.name, entry.exit, '')
    case 'reentrant':
      return stackReentrant(machine, stack, entry.name)
    default:
      throw new RangeError(`AsyncDisposableStack has no ${entry.kind}: the program is not one of this subject.`)
  }
}

function* registerPython(scope: Scope, stack: ExitStackObject, entry: el.StackEntry): Coroutine {
  const { machine } = scope
  switch (entry.kind) {
    case 'enter': {
      const entered = yield* enterBody(machine, entry.manager.name, entry.manager.enter)
      if (entered.type === 'throw') return notRegistered(machine, entered)
      pushManager(machine, stack, entry.manager)
      machine.trace.push(`${entry.text} ${entry.manager.value}`)
      return empty
    }
    case 'push':
      pushManager(machine, stack, entry.manager)
      return empty
    case 'callback':
      pushCallback(machine, stack, entry.name, entry.exit)
      return empty
    case 'reentrant':
      pushReentrant(machine, stack, entry.name)
      return empty
    default:
      throw new RangeError(`An exit stack has no ${entry.kind}: the program is not one of this subject.`)
  }
}

/** What should have been registered could not be entered. */
function notRegistered(machine: Machine, failure: Completion): Completion {
  occasionUntilShown(machine, failure, 'exit-stack.enter-failure-not-registered')
  return failure
}
