import { inLanguage } from '../applies.ts'
import { isGenerator } from '../events.ts'
import { atOccasion, early, leftOut, overtakes } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  asyncGeneratorAwaitReturn,
  asyncGeneratorReturn,
  asyncGeneratorThrow,
  asyncGeneratorUnwrap,
  asyncGeneratorYield,
  tryEvaluation,
} from '../sources/ecma262.ts'
import {
  aclose,
  asyncGeneratorFunctions,
  athrow,
  generatorExit,
  pep525Finalization,
  tryStatement,
} from '../sources/python.ts'

/** occasion: the first event after a throw() resumed the generator at a yield. */
export const throwAtYield: Rule = {
  id: 'generator.throw-at-yield',
  level: 'must',
  statement:
    'throw() raises its error at the suspended yield: if it is caught the generator goes on, ' +
    'if not it ends and the requester gets that error.',
  intent: 'A generator can react to a failure of its consumer, and must not hide it otherwise.',
  sources: [asyncGeneratorThrow, asyncGeneratorUnwrap, athrow],
  applies: inLanguage,
  hints: [
    'Check that the error is raised inside the try that encloses the yield.',
    'Check that after a catch the next yield answers the request of throw().',
    'Check that the very error comes out, not a copy.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after a throw() on a generator that had not started, and the one that shows the answer. */
export const throwBeforeStart: Rule = {
  id: 'generator.throw-before-start',
  level: 'must',
  statement:
    'throw() on a generator that has not started runs nothing of its body, gives the error to the requester, ' +
    'and finishes the generator.',
  intent: 'No try of the body has been entered yet, so no handler of it may run.',
  sources: [asyncGeneratorThrow, athrow],
  applies: inLanguage,
  hints: [
    'Check that the state suspended-start becomes completed before anything is resumed.',
    'Check that the body is not entered for the sake of raising the error in it.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after a generator that had not started was closed, and the one that shows the answer. */
export const closeBeforeStart: Rule = {
  id: 'generator.close-before-start',
  level: 'must',
  statement:
    'Closing a generator that has not started runs nothing of its body and finishes it; ' +
    'in ECMAScript return(v) awaits v and answers it.',
  intent: 'What was never acquired needs no cleanup.',
  sources: [asyncGeneratorReturn, asyncGeneratorAwaitReturn, aclose],
  applies: inLanguage,
  hints: [
    'Check that no finally of the body runs.',
    'Check that a later next answers done.',
    'Check that the argument of return is awaited, and that its rejection is the answer.',
  ],
  broken: atOccasion,
}

/** occasion: while a generator is closed at a yield, the first event of each finally, and the next after the answer. */
export const closeRunsFinally: Rule = {
  id: 'generator.close-runs-finally',
  level: 'must',
  statement:
    'Closing a generator at a yield runs every enclosing finally, innermost first and its awaits included, ' +
    'before the closer is answered.',
  intent: 'Whoever has closed a generator relies on its resources being free.',
  sources: [asyncGeneratorReturn, asyncGeneratorUnwrap, tryEvaluation, aclose, tryStatement],
  applies: inLanguage,
  hints: [
    'Check that the closing completion passes every finally between the yield and the end of the body.',
    'Check that a finally which awaits keeps the closer waiting.',
    'Check that finally blocks run when closed as they do at the end.',
  ],
  broken: d => overtakes(d) || (isGenerator(d.wanted) && (early(d) || leftOut(d))),
}

/** occasion: the first event after the closing of a generator has passed a try with a handler. */
export const closeSignal: Rule = {
  id: 'generator.close-signal',
  level: 'must',
  statement:
    'A generator that is closed at a yield is resumed with a return completion, which no catch sees, in ECMAScript, ' +
    'and with a GeneratorExit, which a handler may catch, in Python.',
  intent: 'A handler that is meant for failures must, or must not, run when the consumer just stops.',
  sources: [asyncGeneratorUnwrap, asyncGeneratorReturn, aclose, generatorExit],
  applies: inLanguage,
  hints: [
    'Check that closing is not done by throwing an error of your own where a return completion is due.',
    'Check that closing passes catch blocks by and still runs their finally.',
  ],
  broken: d => atOccasion(d) && [d.wanted, d.got].some(event => event?.what === 'caught' && isGenerator(event)),
}

/** occasion: the event that shows the answer to a closer whose generator yielded while it was being closed. */
export const yieldWhileClosing: Rule = {
  id: 'generator.yield-while-closing',
  level: 'must',
  statement:
    'A yield while the generator is being closed answers the closer with its value, and the generator lives on, ' +
    'in ECMAScript; in Python the closer gets a RuntimeError.',
  intent: 'A generator that refuses to be closed must be told apart from one that has been.',
  sources: [asyncGeneratorYield, asyncGeneratorReturn, aclose, pep525Finalization],
  applies: inLanguage,
  hints: [
    'Check that closing does not run the body on past a yield in a finally.',
    'Check that the pending completion is taken up again when the generator is resumed.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after a finally has replaced a pending completion, and what shows the new one. */
export const finallyOverrides: Rule = {
  id: 'generator.finally-overrides',
  level: 'must',
  statement:
    'An error that a finally raises, and in ECMAScript a return in it, replaces what was pending: ' +
    'the error, the return value, or the closing.',
  intent: 'A cleanup that fails must be heard of, even while the generator is being closed.',
  sources: [tryEvaluation, asyncGeneratorReturn, aclose, tryStatement, asyncGeneratorFunctions],
  applies: inLanguage,
  hints: [
    'Check that an abrupt completion of a finally wins over the one of its try.',
    'Check that the closer gets the error of a finally.',
  ],
  broken: atOccasion,
}
