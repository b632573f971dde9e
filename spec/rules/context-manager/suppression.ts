import type { Dialect } from '../../dialects/dialect.ts'
import { inBracket } from '../applies.ts'
import { errorGoesOn, lostError, otherOutcome, otherValue } from '../queries.ts'
import type { Rule, SubjectKind } from '../rule.ts'
import { blockEvaluation, disposeResources } from '../sources/ecma262.ts'
import { asyncWith, exitMethod, withStatement } from '../sources/python.ts'

const suppresses = (dialect: Dialect, subject: SubjectKind) =>
  inBracket(dialect, subject) && dialect.exitSuppresses === 'truthy'

/** occasion: the first event after an exit has suppressed (where that is an outer exit, the next rule judges). */
export const suppress: Rule = {
  id: 'context-manager.suppress',
  level: 'must',
  statement: 'A truthy result of an exit ends the error there, and what follows the block runs.',
  intent: 'A manager can turn an expected failure into success, and the program relies on it.',
  sources: [asyncWith, withStatement, exitMethod],
  applies: suppresses,
  hints: [
    'Check that the result of the exit is awaited before its truth is tested.',
    'Check that every truthy result counts, not only true.',
    'Check that after suppression the block ends normally and does not throw again.',
  ],
  broken: errorGoesOn,
}

/** occasion: each `x exit` of an outer resource, told nothing, after an inner exit has suppressed. */
export const suppressHidesFromOuter: Rule = {
  id: 'context-manager.suppress-hides-from-outer',
  level: 'must',
  statement: 'After an inner exit has suppressed the error, outer exits are given no error.',
  intent: 'An error that has been dealt with must not make the outer resources roll back.',
  sources: [withStatement, asyncWith, exitMethod],
  applies: (dialect, subject) => suppresses(dialect, subject) && dialect.exitSees === 'error',
  hints: [
    'Check that the current error is cleared when an exit suppresses it, before the next exit is called.',
    'Check that outer blocks look at how the inner one ended, not at what was thrown in it.',
  ],
  broken: otherValue,
}

/** occasion: the first event after an exit that answers truthy with no error in flight has settled. */
export const suppressNeedsError: Rule = {
  id: 'context-manager.suppress-needs-error',
  level: 'must',
  statement:
    'A truthy result of an exit without an error in flight changes nothing: ' +
    'a pending return, break or continue goes on.',
  intent: 'A manager that always answers true must not cancel the returns of its body.',
  sources: [asyncWith, withStatement, exitMethod],
  applies: suppresses,
  hints: [
    'Check that the result of the exit is looked at only when the body failed.',
    'Check that a pending return keeps its value.',
  ],
  broken: otherOutcome,
}

/**
 * Where an exit may fail and the first error wins (`exitErrorMeetsError: 'yields'`), that is an occasion too.
 *
 * occasion: the first event after an error left a block whose exits neither suppress nor fail, and what shows it.
 */
export const noSuppress: Rule = {
  id: 'context-manager.no-suppress',
  level: 'must',
  statement: 'An error that no exit suppresses or adds to leaves the block, the same object.',
  intent: 'Cleaning up must not hide what went wrong.',
  sources: [asyncWith, withStatement, exitMethod, blockEvaluation, disposeResources],
  applies: inBracket,
  hints: [
    'Check that falsy results of the exit, and in dialects without suppression all results, let the error go on.',
    'Check that the very error is thrown again: no copy, no wrapper.',
    'Check that a return or a swallowing catch in a finally does not end the error.',
  ],
  broken: lostError,
}
