import { inBracket } from '../applies.ts'
import { isExit } from '../events.ts'
import {
  demands,
  exitsDuringBody,
  exitsOutOfOrder,
  goesOnDuringExit,
  leftOut,
  otherOutcome,
  surplus,
} from '../queries.ts'
import type { Rule } from '../rule.ts'
import { awaitOperation, blockEvaluation, disposeResources, returnEvaluation } from '../sources/ecma262.ts'
import { asyncWith, returnStatement, withStatement } from '../sources/python.ts'

/** occasion: each `x exit …` of a resource that was entered. */
export const exitOnce: Rule = {
  id: 'context-manager.exit-once',
  level: 'must',
  statement: 'A resource that was entered is exited exactly once, however the body ends.',
  intent: 'An exit left out leaks the resource, and a second one releases what may belong to someone else by now.',
  sources: [asyncWith, withStatement, blockEvaluation, disposeResources],
  applies: inBracket,
  hints: [
    'Check that every way out of the body passes the exit: its end, return, break, continue, throw.',
    'Check that an exit which fails is not called again by a catch around it.',
    'Check that the success path and the failure path cannot both call exit.',
  ],
  broken: d => leftOut(d) || (isExit(d.got) && demands(d, d.got) && surplus(d)),
}

/** occasion: each `x exit …`. */
export const exitAfterBody: Rule = {
  id: 'context-manager.exit-after-body',
  level: 'must',
  statement: 'An exit is called only after the body, everything that it awaits included, has ended.',
  intent: 'A resource that is released while the body still uses it fails in the middle of its work.',
  sources: [asyncWith, blockEvaluation],
  applies: inBracket,
  hints: [
    'Check that the result of the body is awaited inside the try, not returned from it as a promise.',
    'Check that an async body is recognised by what it returns, not by how it was written.',
  ],
  broken: exitsDuringBody,
}

/** occasion: the first event after the last exit of a statement or block has settled, whatever it is. */
export const exitAwaited: Rule = {
  id: 'context-manager.exit-awaited',
  level: 'must',
  statement: 'Nothing after the block runs, and nothing propagates out of it, until the exit has settled.',
  intent: 'Code after the block relies on the resource being free.',
  sources: [asyncWith, disposeResources, awaitOperation],
  applies: inBracket,
  hints: [
    'Check that the promise of the exit is awaited on every path, the failing ones included.',
    'Check that an exit which returns a thenable, not a promise, is awaited too.',
    'Check that a return inside the block does not resolve its caller before the exit has ended.',
  ],
  broken: goesOnDuringExit,
}

/** occasion: each `x exit …` before which a resource that was entered later has been exited. */
export const exitLifo: Rule = {
  id: 'context-manager.exit-lifo',
  level: 'must',
  statement: 'Resources are exited in reverse order of entering, each after the one inside it has settled.',
  intent: 'What was acquired later may depend on what was acquired before, while it is being released too.',
  sources: [asyncWith, withStatement, disposeResources],
  applies: inBracket,
  hints: [
    'Check that the exits run from the last resource to the first.',
    'Check that they run one after the other: no Promise.all over the exits.',
    'Check that an inner block has been left entirely before an outer one is.',
  ],
  broken: exitsOutOfOrder,
}

/** occasion: the event that shows the value of a return that passed an exit (`main returns 4`, `main 2: 4`). */
export const returnValueComputedFirst: Rule = {
  id: 'context-manager.return-value-computed-first',
  level: 'must',
  statement: 'The value of a return is computed before the exit runs, and survives it.',
  intent: 'What is returned is what the resource gave while it was held.',
  sources: [returnStatement, asyncWith, returnEvaluation, blockEvaluation, disposeResources],
  applies: inBracket,
  hints: [
    'Check that the operand of return is evaluated before the exits are called.',
    'Check that the completion of the body is kept while the exits run, and taken up again after them.',
    'Check that the result of the exit does not take the place of the result of the body.',
  ],
  broken: d => otherOutcome(d) && !isExit(d.wanted),
}
