import { inBracket } from '../applies.ts'
import { isExit } from '../events.ts'
import { atOccasion, exitsUnentered, lostError, otherValue, overtaken } from '../queries.ts'
import type { Rule } from '../rule.ts'
import { awaitOperation, bindingEvaluation, blockEvaluation, disposeResources } from '../sources/ecma262.ts'
import { asyncWith, pep492With, withStatement } from '../sources/python.ts'

/** occasion: the first event of the body after `x entered`, with the value that the body was given if that is shown. */
export const enterBeforeBody: Rule = {
  id: 'context-manager.enter-before-body',
  level: 'must',
  statement: 'The body starts only after enter has fulfilled, and is given the very value that enter produced.',
  intent: 'A body that runs before its resource is ready works with nothing, or with half of it.',
  sources: [asyncWith, pep492With, bindingEvaluation, awaitOperation],
  applies: inBracket,
  hints: [
    'Check that the promise of enter is awaited before the body is called.',
    'Check that the body is given the value of that promise, not the promise and not the manager.',
    'Check that an enter which is no async function is awaited as well.',
  ],
  broken: d => otherValue(d) || overtaken(d).some(event => event.what === 'entered'),
}

/** occasion: the first event after an enter that failed: an exit that is told of it, or the event that shows it. */
export const noExitWithoutEnter: Rule = {
  id: 'context-manager.no-exit-without-enter',
  level: 'must',
  statement: 'When enter fails, the exit of that resource is never called, and the failure propagates as it is.',
  intent: 'Releasing what was never acquired corrupts the state of whoever owns it.',
  sources: [withStatement, asyncWith, blockEvaluation, bindingEvaluation],
  applies: inBracket,
  hints: [
    'Check that enter is called outside the try whose finally calls exit.',
    'Check that a failing enter does not start the body.',
    'Check that the failure of enter is not wrapped, replaced or swallowed.',
  ],
  broken: d => exitsUnentered(d) || lostError(d),
}

/** occasion: each `x exit …` that the failure of a later enter passes on its way out. */
export const partialEnter: Rule = {
  id: 'context-manager.partial-enter',
  level: 'must',
  statement:
    'When a later resource of the same statement fails to enter, those entered before it are exited; ' +
    'where exits see errors, with that failure.',
  intent: 'Whatever had been acquired before the failure leaks if nobody exits it.',
  sources: [asyncWith, withStatement, bindingEvaluation, blockEvaluation, disposeResources],
  applies: inBracket,
  hints: [
    'Check that several managers behave as nested statements: the second is entered inside the body of the first.',
    'Check that each resource is registered for its exit as soon as it is entered, not after all are.',
    'Check that the failure of enter takes the same way as an error of the body.',
  ],
  broken: d => atOccasion(d) && isExit(d.wanted) && (otherValue(d) || !isExit(d.got)),
}
