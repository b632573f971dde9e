import { closesLoops, inLanguage, loopsClose } from '../applies.ts'
import { isClose } from '../events.ts'
import { atOccasion, otherAnswer } from '../queries.ts'
import type { Rule } from '../rule.ts'
import { asyncIteratorClose, forInOfBodyEvaluation } from '../sources/ecma262.ts'
import { aclosing, asyncFor } from '../sources/python.ts'

/** occasion: the first event after closing failed in a loop whose body threw, and what shows the error that goes on. */
export const bodyErrorWins: Rule = {
  id: 'iteration.body-error-wins',
  level: 'must',
  statement:
    'When the body of a loop throws and closing the iterator fails too, the error of the body goes on; ' +
    'under aclosing in Python that of the cleanup replaces it.',
  intent: 'The first failure is the one that explains the others.',
  sources: [asyncIteratorClose, aclosing],
  applies: closesLoops,
  hints: [
    'Check that an error of return() is dropped when the body has thrown.',
    'Check that an answer of return() which is no object is not complained of in that case.',
  ],
  broken: otherAnswer,
}

/** occasion: the first event after closing failed on break, return or an outer continue, and what shows its error. */
export const closeErrorSurfaces: Rule = {
  id: 'iteration.close-error-surfaces',
  level: 'must',
  statement:
    'When closing fails after a break, a return or an outer continue, its error is thrown where the loop was left.',
  intent: 'A cleanup that failed is a failure, even when the consumer had all it wanted.',
  sources: [asyncIteratorClose],
  applies: loopsClose,
  hints: [
    'Check that a rejection of return() is not swallowed.',
    'Check that a return() which throws before it answers is treated as one that rejects.',
  ],
  broken: otherAnswer,
}

/** occasion: the first event after a loop ended because its source was done. */
export const noCloseAfterEnd: Rule = {
  id: 'iteration.no-close-after-end',
  level: 'must',
  statement: 'An iterator that has answered done is not closed.',
  intent: 'What has ended has cleaned up after itself already.',
  sources: [forInOfBodyEvaluation, asyncFor],
  applies: inLanguage,
  hints: [
    'Check that the end of the iteration is noted before the handler that closes.',
    'Check that a close in a finally is guarded by whether the loop was left early.',
  ],
  broken: d => atOccasion(d) && isClose(d.got),
}

/** occasion: the first event after next() failed: it rejected, threw, or answered no object. */
export const noCloseAfterFailure: Rule = {
  id: 'iteration.no-close-after-failure',
  level: 'must',
  statement: 'An iterator whose next() has failed is not closed, and that error goes on.',
  intent: 'A source that is broken must not be used any further.',
  sources: [forInOfBodyEvaluation, asyncFor],
  applies: inLanguage,
  hints: [
    'Check that a rejection of next() does not take the way of an error of the body.',
    'Check that a next() which throws, or answers no object, counts as a failure of the source.',
  ],
  broken: d => atOccasion(d) && (isClose(d.got) || otherAnswer(d)),
}

/** occasion: the first event after a close that answered no object, and what shows what became of it. */
export const closeResultObject: Rule = {
  id: 'iteration.close-result-object',
  level: 'must',
  statement: 'A close that answers with something that is no object is a TypeError, unless the body threw.',
  intent: 'A broken iterator is found early, and never hides the error of the body.',
  sources: [asyncIteratorClose],
  applies: loopsClose,
  hints: [
    'Check that the awaited answer of return() is tested, not its promise.',
    'Check that the test is left out when the body threw.',
  ],
  broken: otherAnswer,
}

/** occasion: the first event after a loop over an iterator without return() was left early. */
export const closeAbsent: Rule = {
  id: 'iteration.close-absent',
  level: 'must',
  statement: 'An iterator whose return is undefined or null is left without a complaint.',
  intent: 'return() is optional in the protocol.',
  sources: [asyncIteratorClose],
  applies: loopsClose,
  hints: [
    'Check that return is looked up before it is called.',
    'Check that null counts as absent, as undefined does.',
  ],
  broken: atOccasion,
}
