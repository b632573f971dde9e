import { loopsClose, loopsLeaveOpen } from '../applies.ts'
import { isClose, isGenerator, isIterator } from '../events.ts'
import { atOccasion, demands, leftOut, overtakes, surplus } from '../queries.ts'
import type { Rule } from '../rule.ts'
import { arrayFromAsync, asyncFromSyncContinuation, asyncFromSyncNext } from '../sources/ecma262.ts'
import { asyncGeneratorFunctions, asyncgenHooks, pep525Finalization, pep533 } from '../sources/python.ts'

/** occasion: the first event after a value of a sync source has settled: it shows the value or the error. */
export const syncSourceAwaited: Rule = {
  id: 'iteration.sync-source-awaited',
  level: 'must',
  statement: 'for await over a sync iterator awaits each value that it gives, and a rejection is thrown by the loop.',
  intent: 'A list of promises can be read as a stream of values.',
  sources: [asyncFromSyncNext, asyncFromSyncContinuation, arrayFromAsync],
  applies: loopsClose,
  hints: [
    'Check that the values are awaited one by one, not all at once.',
    'Check that the body is given the value of the promise.',
  ],
  // A close that is left out is the next rule's.
  broken: d => !isClose(d.wanted) && (atOccasion(d) || overtakes(d)),
}

/** occasion: `itN return` of a sync source one of whose values has rejected. */
export const syncSourceClosedOnRejection: Rule = {
  id: 'iteration.sync-source-closed-on-rejection',
  level: 'must',
  statement: 'When a value of a sync iterator rejects in a for await, the iterator is closed before the error goes on.',
  intent: 'The sync iterator does not know that its value failed, and would stay open.',
  sources: [asyncFromSyncContinuation],
  applies: loopsClose,
  hints: [
    'Check that the rejection of a value closes the sync iterator, and that an error of its own next() does not.',
    'Check that return() is called before a handler around the loop runs.',
  ],
  broken: d => atOccasion(d) && !isIterator(d.got),
}

/** occasion: each event of an abandoned generator that its finaliser causes. */
export const finaliserRunsOnce: Rule = {
  id: 'iteration.finaliser-runs-once',
  level: 'should',
  statement:
    'A generator that was iterated and abandoned is handed to the finaliser hook once, ' +
    'which closes it in a task of its own.',
  intent: 'Cleanup that nobody asked for must still happen, and must not happen twice.',
  sources: [pep525Finalization, asyncgenHooks],
  applies: loopsLeaveOpen,
  hints: [
    'Check that the hook is installed when the generator is first iterated.',
    'Check that a generator which was closed or has ended is not handed to the hook.',
  ],
  broken: d => leftOut(d) || (isGenerator(d.got) && demands(d, d.got) && surplus(d)),
}

/** occasion: the first event after a generator was closed that had been iterating something else. */
export const orphanInnerStaysOpen: Rule = {
  id: 'iteration.orphan-inner-stays-open',
  level: 'must',
  statement: 'Closing a generator does not close what it iterates with a bare async for.',
  intent: 'Cleanup of nested generators happens later and elsewhere, and a program must know of it.',
  sources: [asyncGeneratorFunctions, pep525Finalization, pep533],
  applies: loopsLeaveOpen,
  hints: [
    'Check that only the outer generator is resumed by the close.',
    'Check that aclosing is used where the inner one has to be closed too.',
  ],
  broken: d => atOccasion(d) && (isGenerator(d.got) || isIterator(d.got)) && d.got?.actor !== d.wanted?.actor,
}
