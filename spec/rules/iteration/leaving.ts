import { closesLoops, loopsClose, loopsLeaveOpen } from '../applies.ts'
import { isGenerator, isIterator } from '../events.ts'
import { atOccasion, closesWrongly, delayed, overtakes } from '../queries.ts'
import type { Rule } from '../rule.ts'
import { asyncIteratorClose, awaitOperation, forInOfBodyEvaluation } from '../sources/ecma262.ts'
import { aclosing, asyncFor, asyncGeneratorFunctions, pep525Finalization, pep533 } from '../sources/python.ts'

/** occasion: when a break leaves a for await, `itN return` or `aclose`, and the first event after it has been left. */
export const breakCloses: Rule = {
  id: 'iteration.break-closes',
  level: 'must',
  statement:
    'break out of a for await calls return() of the iterator once and awaits it before the next statement runs; ' +
    'in Python only a loop under aclosing does so.',
  intent: 'A consumer that has seen enough must not leak what the source holds.',
  sources: [asyncIteratorClose, forInOfBodyEvaluation, aclosing],
  applies: closesLoops,
  hints: [
    'Check that every way out of the loop but its end calls return().',
    'Check that the promise of return() is awaited.',
    'Check that return() is not called a second time by an outer handler.',
  ],
  broken: closesWrongly,
}

/** occasion: the first event after a bare async for was left by break, return or an error. */
export const breakLeavesOpen: Rule = {
  id: 'iteration.break-leaves-open',
  level: 'must',
  statement: 'Leaving a bare async for early leaves the generator suspended at its yield until it is finalised.',
  intent: 'The generator can be iterated further, and whoever wants it closed has to say so.',
  sources: [asyncFor, asyncGeneratorFunctions, pep525Finalization, pep533],
  applies: loopsLeaveOpen,
  hints: [
    'Check that leaving the loop neither closes nor finalises the generator that is still referenced.',
    'Check that cleanup which has to happen at once is done by aclosing.',
  ],
  broken: d => atOccasion(d) && (isGenerator(d.got) || isIterator(d.got)) && d.got?.actor !== d.wanted?.actor,
}

/** occasion: when a return leaves a for await, `itN return`, and the first event after the loop has been left. */
export const returnCloses: Rule = {
  id: 'iteration.return-closes',
  level: 'must',
  statement: 'return out of a for await calls return() of the iterator once and awaits it before the function ends.',
  intent: 'A search that returns what it has found must not leak its source.',
  sources: [asyncIteratorClose, forInOfBodyEvaluation, awaitOperation],
  applies: loopsClose,
  hints: [
    'Check that the value of the return is kept while return() is awaited.',
    'Check that a return inside a try or a block inside the loop closes as well.',
  ],
  broken: closesWrongly,
}

/** occasion: when an error of its body leaves a for await, `itN return`, and the first event after it was left. */
export const throwCloses: Rule = {
  id: 'iteration.throw-closes',
  level: 'must',
  statement:
    'An error that leaves the body of a for await calls return() of the iterator once and awaits it ' +
    'before the error goes on.',
  intent: 'A consumer that fails must not leak its source.',
  sources: [asyncIteratorClose, forInOfBodyEvaluation],
  applies: loopsClose,
  hints: [
    'Check that an error of the body closes the iterator, and an error of next() does not.',
    'Check that return() is called before a handler around the loop runs.',
  ],
  broken: closesWrongly,
}

/** occasion: when a continue of an outer loop leaves a for await, `itN return`, and the first event after that. */
export const outerContinueCloses: Rule = {
  id: 'iteration.outer-continue-closes',
  level: 'must',
  statement:
    'continue of an outer loop out of a for await calls return() of the inner iterator once and awaits it ' +
    "before the outer loop's next turn.",
  intent: 'A jump with a label leaves the inner loop as break does.',
  sources: [asyncIteratorClose, forInOfBodyEvaluation],
  applies: loopsClose,
  hints: [
    'Check that a labelled continue is told apart from one of the loop itself.',
    'Check that all loops between the jump and its target are closed.',
  ],
  broken: closesWrongly,
}

/** occasion: each `itN return`, or first event of a finally, that follows the close of an inner loop on one way out. */
export const closeInnerFirst: Rule = {
  id: 'iteration.close-inner-first',
  level: 'must',
  statement: 'When nested loops or generators are left at once, the inner one is closed entirely before the outer one.',
  intent: 'The inner source may use what the outer one holds.',
  sources: [asyncIteratorClose, forInOfBodyEvaluation],
  applies: loopsClose,
  hints: [
    'Check that the closes are nested as the loops are, each awaited before the next.',
    'Check that a generator which is closed at a yield inside a loop closes what it iterates first.',
  ],
  broken: d => overtakes(d) && delayed(d),
}
