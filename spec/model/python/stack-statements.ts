/** Statements about exit stacks. */
import type * as core from '../../program/elaborated.ts'
import type * as el from '../../program/python/elaborated.ts'
import { type Completion, empty, normal } from '../completion.ts'
import type { Coroutine } from '../coroutine.ts'
import { occasionUntilShown } from '../occasions.ts'
import { evaluateBlock, recorded } from './evaluate.ts'
import { lookUp, type Scope } from './scope.ts'
import {
  acloseStack,
  ExitStack,
  enterAsyncContext,
  exitStack,
  popAll,
  pushCallback,
  pushManager,
  pushReentrant,
} from './stack.ts'
import { leave } from './with.ts'

type Statement = Exclude<core.StackStatement, { kind: 'register' }> | el.Enlist

export function* evaluateStack(scope: Scope, node: Statement): Coroutine {
  const { machine, frame } = scope
  switch (node.kind) {
    case 'stack':
      return yield* within(scope, node.stack, new ExitStack(), node.held, node.body)
    case 'move':
      return yield* within(scope, node.stack, popAll(lookUp(scope, node.from) as ExitStack), true, node.body)
    case 'enlist':
      return yield* enlist(scope, lookUp(scope, node.stack) as ExitStack, node.entry)
    case 'close': {
      const closed = yield* acloseStack(machine, frame, lookUp(scope, node.stack) as ExitStack)
      if (closed.type === 'normal') machine.trace.push(node.text)
      return closed
    }
  }
}

/** Runs a block in which the stack has a name; a held one is closed when the block is left. */
function* within(scope: Scope, name: string, stack: ExitStack, held: boolean, body: core.Block): Coroutine {
  const { machine, frame } = scope
  frame.variables.own.set(name, stack)
  const completion = yield* evaluateBlock(scope, body)
  if (!held) return completion
  const left = yield* leave(scope, completion, () => exitStack(machine, frame, stack, completion))
  return left.completion
}

function* enlist(scope: Scope, stack: ExitStack, entry: el.PythonEntry): Coroutine {
  const { machine } = scope
  switch (entry.kind) {
    case 'enter': {
      const entered: Completion = yield* enterAsyncContext(scope, stack, entry.manager)
      if (entered.type === 'return') return recorded(scope, entry.text, normal(entered.value))
      occasionUntilShown(machine, entered, 'exit-stack.enter-failure-not-registered')
      return entered
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
  }
}
