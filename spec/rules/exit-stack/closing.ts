import { inStack } from '../applies.ts'
import { isExit } from '../events.ts'
import {
  atOccasion,
  demands,
  exitsOutOfOrder,
  exitsUnentered,
  exitUnderWay,
  inExits,
  leftOut,
  lostError,
  missing,
  otherOutcome,
  surplus,
} from '../queries.ts'
import type { Rule } from '../rule.ts'
import { addDisposableResource, disposeResources, stackDisposeAsync, stackMove, stackUse } from '../sources/ecma262.ts'
import {
  asyncExitStack,
  contextlibSource,
  enterAsyncContext,
  exitStack,
  popAll,
  stackAclose,
} from '../sources/python.ts'

/** occasion: each `x exit …` of a stack's entry for which another entry of that stack was registered later. */
export const lifo: Rule = {
  id: 'exit-stack.lifo',
  level: 'must',
  statement:
    'Entered, pushed, used, adopted and deferred exits and callbacks are run in one order, ' +
    'the reverse of their registration, each after the one before it has settled.',
  intent: 'What was registered later may depend on what was registered before.',
  sources: [exitStack, asyncExitStack, disposeResources],
  applies: inStack,
  hints: [
    'Check that all ways of registering append to one list.',
    'Check that the list is walked from its end, one exit at a time, each awaited.',
  ],
  broken: exitsOutOfOrder,
}

/** occasion: the first event after entering or using a resource failed, and the event that shows the failure. */
export const enterFailureNotRegistered: Rule = {
  id: 'exit-stack.enter-failure-not-registered',
  level: 'must',
  statement:
    'When entering or using a resource fails, its exit is not registered, ' +
    'and the failure is thrown to whoever wanted to register it.',
  intent: 'What was never acquired must not be released when the stack is closed.',
  sources: [enterAsyncContext, contextlibSource, stackUse, addDisposableResource],
  applies: inStack,
  hints: [
    'Check that the exit is registered only after enter has fulfilled.',
    'Check that a refused resource leaves the stack as it was.',
  ],
  broken: d => exitsUnentered(d) || lostError(d),
}

/** occasion: each `x exit …` of an entry that was not moved to another stack. */
export const allExitsRun: Rule = {
  id: 'exit-stack.all-exits-run',
  level: 'must',
  statement: 'Closing a stack runs every exit registered on it exactly once, whatever the others do.',
  intent: 'One exit that fails or suppresses must not leak what the others hold.',
  sources: [exitStack, stackAclose, contextlibSource, disposeResources],
  applies: inStack,
  hints: [
    'Check that each exit has a try of its own, and that the loop goes on after a failure.',
    'Check that an entry is taken off the list before its exit is called.',
    'Check that an exit which suppresses an error does not end the loop.',
  ],
  broken: d => leftOut(d) || (isExit(d.got) && demands(d, d.got) && surplus(d) && inExits(d)),
}

/** occasion: after the call that closes a stack for the second time, the next event, and the next after its await. */
export const closeIdempotent: Rule = {
  id: 'exit-stack.close-idempotent',
  level: 'must',
  statement:
    'Closing a stack that has been closed, in ECMAScript also one that is being closed, runs nothing and succeeds.',
  intent: 'A stack may be closed by hand inside the block that closes it in any case.',
  sources: [stackAclose, contextlibSource, stackDisposeAsync],
  applies: inStack,
  hints: [
    'Check that the list is emptied, or the stack marked as closed, before the first exit is called.',
    'Check that a second close neither throws nor waits for the first one.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after a registration on a stack that is closing, what shows its refusal, and `x again`. */
export const registerWhileClosing: Rule = {
  id: 'exit-stack.register-while-closing',
  level: 'must',
  statement:
    'An exit that is registered while the stack is closing is run too in Python, ' +
    'and refused with a ReferenceError in ECMAScript.',
  intent: 'An exit that is accepted and then never run is a leak that nobody sees.',
  sources: [contextlibSource, stackDisposeAsync, stackUse],
  applies: inStack,
  hints: [
    'Check when the stack is marked as closed: before its exits run, or after.',
    'Check whether closing walks a copy of the list, which would miss what is added meanwhile.',
  ],
  broken: d => d.got?.what === 'again' || (atOccasion(d) && !(isExit(d.wanted) && missing(d))),
}

/** occasion: each `x exit …` of an entry that was moved. */
export const transfer: Rule = {
  id: 'exit-stack.transfer',
  level: 'must',
  statement:
    'After pop_all or move the old stack runs none of the exits registered before, and the new one runs all of them.',
  intent: 'Handing resources on to a longer lifetime must neither leak them nor release them twice.',
  sources: [popAll, stackMove],
  applies: inStack,
  hints: [
    'Check that the list itself is handed over, and that the old stack is given an empty one.',
    'Check that nothing is run by the move itself.',
    'Check that what is registered on the old stack afterwards stays with it.',
  ],
  broken: d =>
    isExit(d.wanted) ? leftOut(d) || otherOutcome(d) : isExit(d.got) && demands(d, d.got) && !exitUnderWay(d),
}
