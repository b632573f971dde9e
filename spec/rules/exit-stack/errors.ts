import { inExitStack, inStack } from '../applies.ts'
import { errorGoesOn, losesAggregate, lostError, otherValue } from '../queries.ts'
import type { Rule } from '../rule.ts'
import { disposeResources, suppressedError } from '../sources/ecma262.ts'
import {
  contextlibSource,
  exceptionContext,
  exitStack,
  exitStackCallback,
  pushAsyncCallback,
  withStatement,
} from '../sources/python.ts'

/** occasion: each `x exit` of a callback with an error in flight, and the first event after it has ended. */
export const callbackCannotSuppress: Rule = {
  id: 'exit-stack.callback-cannot-suppress',
  level: 'must',
  statement: 'A callback is told nothing of an error in flight, and no result of it ends the error.',
  intent: 'A plain cleanup function that happens to return something must not hide a failure.',
  sources: [exitStackCallback, pushAsyncCallback],
  applies: (dialect, subject) => inExitStack(dialect, subject) && dialect.exitSuppresses === 'truthy',
  hints: [
    'Check that the result of a callback is dropped before it reaches the loop over the exits.',
    'Check that a callback is called with its own arguments only.',
  ],
  broken: d => otherValue(d) || lostError(d),
}

/** occasion: after an exit of a stack has suppressed, each further `x exit`, and the first event after the closing. */
export const suppressMidStack: Rule = {
  id: 'exit-stack.suppress-mid-stack',
  level: 'must',
  statement:
    'When an exit of the stack suppresses the error, the exits registered before it are given none, ' +
    'and closing the stack suppresses it too.',
  intent: 'A stack must behave as the nested blocks that it replaces.',
  sources: [exitStack, contextlibSource, withStatement],
  applies: (dialect, subject) =>
    inExitStack(dialect, subject) && dialect.exitSuppresses === 'truthy' && dialect.exitSees === 'error',
  hints: [
    'Check that the current error is cleared when an exit answers truthy.',
    "Check that the stack's own exit answers truthy when it was given an error and none is left.",
  ],
  broken: d => otherValue(d) || errorGoesOn(d),
}

/** occasion: after an exit of a stack replaced the error, each further `x exit E2`, and the event that shows E2. */
export const replacementMidStack: Rule = {
  id: 'exit-stack.replacement-mid-stack',
  level: 'must',
  statement:
    'When an exit of the stack fails, the exits registered before it are given the new error, ' +
    'and closing the stack raises that one.',
  intent: 'A stack must behave as the nested blocks that it replaces.',
  sources: [exitStack, contextlibSource, withStatement],
  applies: (dialect, subject) =>
    inExitStack(dialect, subject) && dialect.exitErrorMeetsError === 'replaces' && dialect.exitSees === 'error',
  hints: [
    'Check that the error of a failing exit becomes the current one before the next exit is called.',
    'Check that the error which is raised at the end is the last one, not the first.',
  ],
  broken: d => otherValue(d) || lostError(d),
}

/** occasion: the event that shows an error with a context that left a stack (caught, throws, or an outer `x exit`). */
export const contextEqualsNesting: Rule = {
  id: 'exit-stack.context-equals-nesting',
  level: 'should',
  statement: 'The chain of contexts of the error that leaves a stack is that of the nested statements it stands for.',
  intent: 'Whoever debugs must find every error that was replaced on the way, once and in order.',
  sources: [exitStack, contextlibSource, exceptionContext],
  applies: (dialect, subject) => inExitStack(dialect, subject) && dialect.errorContext !== 'none',
  hints: [
    'Check that the context of a new error is the error that was in flight when its exit was called.',
    'Check that errors of the loop over the exits do not creep into the chain.',
    'Check that an error that is raised again is not made its own context.',
  ],
  broken: d => otherValue(d) && withoutContext(d.got?.value) === withoutContext(d.wanted?.value),
}

/** The error itself, of `E2 <- E1`. */
const withoutContext = (value: string | undefined): string | undefined => value?.split(' <- ')[0]

/** occasion: the first event after a stack was closed with a SuppressedError, and the event that shows it. */
export const aggregateOrder: Rule = {
  id: 'exit-stack.aggregate-order',
  level: 'must',
  statement:
    'Errors of several disposers of a stack are nested in SuppressedErrors in the order of disposal, ' +
    'each new one as error, what was in flight before it as suppressed.',
  intent: 'Every failure stays reachable, and in which order they happened can be read off.',
  sources: [disposeResources, suppressedError],
  applies: (dialect, subject) => inStack(dialect, subject) && dialect.exitErrorMeetsError === 'aggregates',
  hints: [
    'Check which of the two is error and which is suppressed.',
    'Check that the error of a single disposer is thrown as it is.',
    'Check that a third error wraps the SuppressedError of the first two.',
  ],
  broken: losesAggregate,
}
