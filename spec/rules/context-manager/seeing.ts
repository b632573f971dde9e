import type { Dialect } from '../../dialects/dialect.ts'
import { inBracket } from '../applies.ts'
import { otherValue } from '../queries.ts'
import type { Rule, SubjectKind } from '../rule.ts'
import { asyncContextManagers, asyncWith, exitMethod, withStatement } from '../sources/python.ts'

// What an exit is told. Each exit is an occasion of one of these three rules, or of suppress-hides-from-outer.

const exitsSee = (dialect: Dialect, subject: SubjectKind) => inBracket(dialect, subject) && dialect.exitSees === 'error'

/** occasion: each `x exit E` that is told an error, except where exit-sees-inner-replacement has its occasion. */
export const exitSeesError: Rule = {
  id: 'context-manager.exit-sees-error',
  level: 'must',
  statement: 'An exit is given the very error that leaves the body.',
  intent: 'A transaction that is not told of the failure commits it.',
  sources: [asyncWith, exitMethod, asyncContextManagers],
  applies: exitsSee,
  hints: [
    'Check that the exit is called from the catch of the body, with the error it caught.',
    'Check that the error is passed as it is: no copy, no wrapper, no message alone.',
    'Check that falsy errors, such as undefined, still count as failures.',
  ],
  broken: otherValue,
}

/** occasion: each `x exit` that is told no error, except where suppress-hides-from-outer has its occasion. */
export const exitSeesNothingOnSuccess: Rule = {
  id: 'context-manager.exit-sees-nothing-on-success',
  level: 'must',
  statement: 'An exit is given no error when the body ends normally, or by return, break or continue.',
  intent: 'A transaction that is told of a failure that never was rolls good work back.',
  sources: [asyncWith, exitMethod],
  applies: exitsSee,
  hints: [
    'Check that leaving by return, break or continue is not turned into an error on its way to the exit.',
    'Check that an error which the body caught itself is not passed on.',
    'Check that nothing is kept of the error of an earlier use of the same manager.',
  ],
  broken: otherValue,
}

/** occasion: `x exit E2` of an outer exit, where an inner exit replaced the error that left the inner body. */
export const exitSeesInnerReplacement: Rule = {
  id: 'context-manager.exit-sees-inner-replacement',
  level: 'must',
  statement: 'An outer exit is given the error that left the inner block, not the one that first entered it.',
  intent: 'The outer resource must be told what its own body ended with.',
  sources: [withStatement, asyncWith, exitMethod],
  applies: (dialect, subject) => exitsSee(dialect, subject) && dialect.exitMayFail,
  hints: [
    'Check that the error in flight is replaced as soon as an exit fails, before the next exit is called.',
    'Check that one loop over several exits carries one current error, not the first one.',
  ],
  broken: otherValue,
}
