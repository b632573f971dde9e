import { inFailingBracket } from '../applies.ts'
import { leftOut, losesAggregate, lostError } from '../queries.ts'
import type { Rule } from '../rule.ts'
import { blockEvaluation, disposeResources, suppressedError } from '../sources/ecma262.ts'
import { asyncWith, exceptionContext, raiseStatement, withStatement } from '../sources/python.ts'

/** occasion: the first event after a block was left with an exit's error on top of another, and what shows it. */
export const exitErrorReplaces: Rule = {
  id: 'context-manager.exit-error-replaces',
  level: 'must',
  statement: "An error of an exit replaces the error of the body, which becomes the new error's context.",
  intent: 'The newest failure is what callers must deal with, and the first one must not be lost to those who debug.',
  sources: [asyncWith, withStatement, raiseStatement, exceptionContext],
  applies: (dialect, subject) => inFailingBracket(dialect, subject) && dialect.exitErrorMeetsError === 'replaces',
  hints: [
    'Check that the error of the exit is thrown, not the one of the body.',
    'Check that the new error is linked to the old one, and that throwing the same error again makes no cycle.',
  ],
  broken: lostError,
}

/** occasion: the first event after a block was left with a SuppressedError, and the event that shows it. */
export const exitErrorAggregates: Rule = {
  id: 'context-manager.exit-error-aggregates',
  level: 'must',
  statement:
    'An error of a disposer on top of another error becomes a SuppressedError whose error is the new one ' +
    'and whose suppressed is the old one, nested in that order for any number of them.',
  intent: 'Every failure stays reachable, and in which order they happened can be read off.',
  sources: [disposeResources, suppressedError],
  applies: (dialect, subject) => inFailingBracket(dialect, subject) && dialect.exitErrorMeetsError === 'aggregates',
  hints: [
    'Check which of the two is error and which is suppressed.',
    'Check that a third error wraps the SuppressedError of the first two.',
    'Check that a disposer which fails alone is not wrapped.',
  ],
  broken: losesAggregate,
}

/** occasion: the first event after a block was left with the error of an exit alone, and the event that shows it. */
export const exitErrorAlone: Rule = {
  id: 'context-manager.exit-error-alone',
  level: 'must',
  statement:
    'An error of an exit after a body that ended well propagates as it is, ' +
    'and discards a pending return, break or continue.',
  intent: 'A release that failed is a failure, even when the work had succeeded.',
  sources: [asyncWith, withStatement, blockEvaluation, disposeResources],
  applies: (dialect, subject) => inFailingBracket(dialect, subject) && dialect.exitErrorAlone === 'propagates',
  hints: [
    'Check that the rejection of the exit is not caught and dropped.',
    'Check that a return value is not delivered when the exit fails.',
    'Check that the error is thrown as it is, without a SuppressedError around it.',
  ],
  broken: lostError,
}

/** occasion: each `x exit …` after another exit has failed. */
export const exitErrorDoesNotStopOthers: Rule = {
  id: 'context-manager.exit-error-does-not-stop-others',
  level: 'must',
  statement: 'When an exit fails, every other resource that was entered is still exited.',
  intent: 'One release that fails must not leak all the others.',
  sources: [asyncWith, withStatement, disposeResources],
  applies: inFailingBracket,
  hints: [
    'Check that each exit has a try of its own.',
    'Check that the loop over the exits goes on after a failure and throws at its end.',
  ],
  broken: leftOut,
}
