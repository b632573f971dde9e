import { inLanguage } from '../applies.ts'
import { isFailure, isGenerator } from '../events.ts'
import { atOccasion, delayed, early, otherAnswer } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  asyncGeneratorCompleteStep,
  asyncGeneratorDrainQueue,
  asyncGeneratorEnqueue,
  asyncGeneratorNext,
  asyncGeneratorResume,
  asyncGeneratorReturn,
  asyncGeneratorStart,
  asyncGeneratorThrow,
  asyncGeneratorUnwrap,
  evaluateAsyncGeneratorBody,
} from '../sources/ecma262.ts'
import {
  anext,
  asend,
  asyncGeneratorFunctions,
  asyncGeneratorMethods,
  athrow,
  genobject,
  pep525Object,
} from '../sources/python.ts'

/** occasion: the first event after a generator function was called, and the first event of its body. */
export const lazyStart: Rule = {
  id: 'generator.lazy-start',
  level: 'must',
  statement:
    'Calling a generator function runs nothing of its body, which starts inside the first next() in ECMAScript, ' +
    'and when the first awaitable is awaited in Python.',
  intent: 'A generator that nobody iterates must not acquire anything.',
  sources: [evaluateAsyncGeneratorBody, asyncGeneratorStart, asyncGeneratorNext, asyncGeneratorFunctions, anext],
  applies: inLanguage,
  hints: [
    'Check that the call only creates the generator, in its suspended-start state.',
    'Check that the first request runs the body at once, up to its first await, and not in a later job.',
  ],
  broken: d =>
    isGenerator(d.got) && d.got?.actor !== d.wanted?.actor
      ? atOccasion(d) || early(d)
      : isGenerator(d.wanted) && atOccasion(d) && delayed(d),
}

/** occasion: each event that shows a value that a generator has yielded: an answer, or a turn of a loop. */
export const valuesInOrder: Rule = {
  id: 'generator.values-in-order',
  level: 'must',
  statement: 'Each request is answered with the next value that the generator yields, none left out or repeated.',
  intent: 'A consumer that misses or repeats a value computes with wrong data.',
  sources: [asyncGeneratorCompleteStep, asyncGeneratorResume, anext],
  applies: inLanguage,
  hints: [
    'Check that a yield answers the oldest request that is open.',
    'Check that a request resumes the generator exactly once.',
  ],
  broken: d => otherAnswer(d) && !isFailure(d.got),
}

/** occasion: each event that shows what a yield was resumed with, and in Python a refused first send. */
export const resumeValue: Rule = {
  id: 'generator.resume-value',
  level: 'must',
  statement:
    'What is sent with a request becomes the value of the yield that it resumes; sent with the first request, ' +
    'it is ignored in ECMAScript and, unless it is None, a TypeError in Python.',
  intent: 'Sending is how a consumer steers a generator.',
  sources: [asyncGeneratorUnwrap, asyncGeneratorNext, asend, pep525Object],
  applies: inLanguage,
  hints: [
    'Check that the argument of next is kept with its request until the generator is resumed by it.',
    'Check that the first argument is not delivered to the first yield.',
  ],
  broken: otherAnswer,
}

/** occasion: the first event after each answer of a generator that had finished, and what shows its error. */
export const finishedStaysFinished: Rule = {
  id: 'generator.finished-stays-finished',
  level: 'must',
  statement:
    'After its end a generator answers every next with done; a throw rejects with its error and return(v) answers v ' +
    'in ECMAScript, while both answer nothing in Python.',
  intent: 'A consumer that asks once too often must get the same harmless answer each time.',
  sources: [
    asyncGeneratorNext,
    asyncGeneratorThrow,
    asyncGeneratorReturn,
    asyncGeneratorMethods,
    // The reference would have a StopAsyncIteration for athrow(): CPython drops the error and answers None.
    genobject,
  ],
  applies: inLanguage,
  hints: [
    'Check the state of the generator after its end, after an error and after it was closed.',
    'Check that return(v) on a finished generator awaits v.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after the answers of the request that met the error and of those behind it. */
export const errorFinishes: Rule = {
  id: 'generator.error-finishes',
  level: 'must',
  statement: 'An uncaught error is given to the one request that met it, and finishes the generator.',
  intent: 'An error must reach someone, and must not reach two.',
  sources: [asyncGeneratorStart, asyncGeneratorCompleteStep, asyncGeneratorDrainQueue, anext],
  applies: inLanguage,
  hints: [
    'Check that the oldest open request is rejected, with the same object.',
    'Check that the requests behind it are answered with done.',
  ],
  broken: atOccasion,
}

/** occasion: the first event after a request was queued, after it was taken up, and after it was answered. */
export const concurrentRequests: Rule = {
  id: 'generator.concurrent-requests',
  level: 'must',
  statement:
    'Requests to a generator that is running are queued and answered in the order of calling in ECMAScript; ' +
    'in Python they are refused with a RuntimeError when awaited, and the running one is unharmed.',
  intent: 'Two consumers of one generator must neither run its body twice at once nor swap their answers.',
  sources: [asyncGeneratorEnqueue, asyncGeneratorDrainQueue, pep525Object, genobject],
  applies: inLanguage,
  hints: [
    'Check that a request is queued unless the generator is suspended.',
    'Check that the queue is drained after every yield and after the end.',
    'Check that return and throw wait in the same queue as next.',
  ],
  broken: d => atOccasion(d) || early(d),
}

/** occasion: the first event after a generator made a request of itself, and the event that shows the answer. */
export const selfClose: Rule = {
  id: 'generator.self-close',
  level: 'must',
  statement:
    'A request that a generator makes of itself is queued behind the one that runs it in ECMAScript, ' +
    'and refused with a RuntimeError in Python.',
  intent: 'A generator that closes itself must not start to run a second time inside itself.',
  sources: [asyncGeneratorEnqueue, asyncGeneratorReturn, athrow, genobject],
  applies: inLanguage,
  hints: [
    'Check that a request made from inside the body does not resume the body.',
    'Check that a generator which awaits a request of its own waits for ever where requests are queued.',
  ],
  broken: atOccasion,
}
