import { hasEndExceptions, hasReturnCompletions, inLanguage } from '../applies.ts'
import { isIterator } from '../events.ts'
import { atOccasion, overtakes, surplus } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  asyncGeneratorStart,
  asyncGeneratorYield,
  awaitOperation,
  returnEvaluation,
  yieldEvaluation,
  yieldOperation,
} from '../sources/ecma262.ts'
import { pep479, pep525Object } from '../sources/python.ts'

/** occasion: the first event after the operand of a return has settled, which shows the answer or the handler. */
export const returnValue: Rule = {
  id: 'generator.return-value',
  level: 'must',
  statement: 'The operand of a return in a generator is awaited, inside its try blocks, and is the last answer, done.',
  intent: 'The result of a generator is a value, never a promise that nobody awaits.',
  sources: [returnEvaluation, asyncGeneratorStart, awaitOperation],
  applies: hasReturnCompletions,
  hints: [
    'Check that `return promise` awaits, as `return await promise` does.',
    'Check that a rejected operand is raised at the return, so that a try around it sees it.',
    'Check that only the first answer after the end carries the value.',
  ],
  broken: d => atOccasion(d) || overtakes(d),
}

/** occasion: the event that shows the RuntimeError to the requester. */
export const stopIterationWrapped: Rule = {
  id: 'generator.stop-iteration-wrapped',
  level: 'must',
  statement: 'A StopIteration or StopAsyncIteration that leaves the body becomes a RuntimeError with it as its cause.',
  intent: 'An error of the body must not be mistaken for the end of the iteration.',
  sources: [pep479, pep525Object],
  applies: hasEndExceptions,
  hints: [
    'Check that the two are converted when they leave the body, and nowhere else.',
    'Check that the original is the cause of the RuntimeError.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after the operand of a yield that is no plain value has settled. */
export const yieldAwaits: Rule = {
  id: 'generator.yield-awaits',
  level: 'must',
  statement: 'The operand of yield is awaited, and its rejection is raised at the yield.',
  intent: 'Consumers get values, and the generator can handle the failure of what it offers.',
  sources: [asyncGeneratorYield, yieldOperation, awaitOperation],
  applies: (dialect, subject) => inLanguage(dialect, subject) && dialect.yieldAwaits,
  hints: [
    'Check that `yield promise` answers with the value of the promise.',
    'Check that a rejected operand can be caught by a try around the yield.',
    'Check that foreign thenables are awaited as well.',
  ],
  broken: d => atOccasion(d) || overtakes(d),
}

/** occasion: each `itN next`, `return`, `throw` of a delegation, and the events that show its values and its result. */
export const delegate: Rule = {
  id: 'generator.delegate',
  level: 'must',
  statement:
    'yield* forwards next, throw and return with their values to the inner iterator, gives its answers to the ' +
    'requester and its last value to the expression, and closes it when it has no throw.',
  intent: 'A generator that is split in two must behave as the whole one.',
  sources: [yieldEvaluation, asyncGeneratorYield],
  applies: hasReturnCompletions,
  hints: [
    'Check that values sent, thrown and returned reach the inner iterator as they are.',
    'Check that an inner iterator without throw is closed, and the requester gets a TypeError.',
    'Check that an answer of the inner iterator is not awaited a second time.',
  ],
  broken: d => atOccasion(d) || (isIterator(d.got) && surplus(d)),
}
