import type { Rule } from '../rule.ts'
import { disposeResources, stackDisposeAsync } from '../sources/ecma262.ts'
import { asyncExitStack } from '../sources/python.ts'
import { wholeTrace } from '../whole-trace.ts'
import {
  allExitsRun,
  closeIdempotent,
  enterFailureNotRegistered,
  lifo,
  registerWhileClosing,
  transfer,
} from './closing.ts'
import {
  aggregateOrder,
  callbackCannotSuppress,
  contextEqualsNesting,
  replacementMidStack,
  suppressMidStack,
} from './errors.ts'
import {
  adoptArgument,
  badReceiverRejects,
  closedRefuses,
  firstDisposerSynchronous,
  nullResource,
  useResult,
} from './registering.ts'

/** Python's AsyncExitStack, ECMAScript's AsyncDisposableStack. */
export const exitStack: readonly Rule[] = [
  lifo,
  enterFailureNotRegistered,
  allExitsRun,
  callbackCannotSuppress,
  suppressMidStack,
  replacementMidStack,
  contextEqualsNesting,
  aggregateOrder,
  transfer,
  closeIdempotent,
  closedRefuses,
  registerWhileClosing,
  adoptArgument,
  useResult,
  nullResource,
  firstDisposerSynchronous,
  badReceiverRejects,
  wholeTrace(
    'exit-stack',
    ['language', 'disposableStack', 'exitStack', 'python'],
    [asyncExitStack, stackDisposeAsync, disposeResources],
  ),
]
