import { inDeclaration, inLanguage } from '../applies.ts'
import { alike, isExit } from '../events.ts'
import { atOccasion, demands, early, otherOutcome, overtaken } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  addDisposableResource,
  asyncDisposableInterface,
  createDisposableResource,
  disposeResources,
  getDisposeMethod,
  getMethod,
} from '../sources/ecma262.ts'
import { asyncContextManagers, asyncWith, specialLookup } from '../sources/python.ts'

/** occasion: each `x get …` event, and the `x exit` of a resource that has both methods. */
export const methodLookup: Rule = {
  id: 'context-manager.method-lookup',
  level: 'must',
  statement:
    'Methods are looked up once, before anything of the body runs: in Python both of them, on the type; ' +
    'in ECMAScript on the object at its declaration, Symbol.asyncDispose first and then Symbol.dispose.',
  intent: 'A method that is replaced while the body runs must not decide what happens at its end.',
  sources: [specialLookup, asyncWith, createDisposableResource, getDisposeMethod],
  applies: inLanguage,
  hints: [
    'Check that the method is read when the resource is declared, and kept until it is called.',
    'Check that Symbol.dispose is read only when Symbol.asyncDispose is undefined or null.',
    'Check that testing for the method and taking it are one read, not two.',
  ],
  broken: d =>
    (d.got?.what === 'get' && demands(d, d.got)) ||
    (atOccasion(d) && (d.wanted?.what === 'get' || d.got?.value === 'decoy')),
}

/** occasion: after a refusal, the next event, each `x exit …` on its way out, and what shows the TypeError. */
export const notAManager: Rule = {
  id: 'context-manager.not-a-manager',
  level: 'must',
  statement:
    'Something without the protocol is refused with a TypeError before anything of it runs, ' +
    'and the resources entered earlier are exited.',
  intent: 'A resource that cannot be released must be refused when it is declared, not when it should be released.',
  sources: [asyncWith, asyncContextManagers, createDisposableResource, getDisposeMethod, getMethod],
  applies: inLanguage,
  hints: [
    'Check that the methods are tested before enter is called, or at the declaration.',
    'Check that a method which is not callable, and a primitive value, are refused as well.',
    'Check that the TypeError is thrown inside the region that exits the earlier resources.',
  ],
  broken: d => atOccasion(d) && !(isExit(d.wanted) && isExit(d.got)),
}

/** occasion: the first event after the declaration of a nullish resource, and the first after the await it owes. */
export const nullResource: Rule = {
  id: 'context-manager.null-resource',
  level: 'must',
  statement:
    'In ECMAScript null and undefined are accepted and dispose nothing; under `await using` they owe one await, ' +
    'paid, walking the resources in reverse, before the next sync `using` resource or else at the end, ' +
    'and only if no disposer has been awaited until then.',
  intent: 'A resource that is optional needs no second code path, and a block still suspends as it would with it.',
  sources: [addDisposableResource, disposeResources],
  applies: inDeclaration,
  hints: [
    'Check that null and undefined are not refused with TypeError.',
    'Check that `await using x = null` still awaits once when its block is left.',
    'Check that this await is paid once, and not when a disposer has been awaited already.',
  ],
  broken: d => otherOutcome(d) || (early(d) && overtaken(d).every(event => event.actor !== d.got?.actor)),
}

/** occasion: of a resource with only Symbol.dispose, the first event after its declaration, its `x exit`, the next. */
export const syncDisposeFallback: Rule = {
  id: 'context-manager.sync-dispose-fallback',
  level: 'must',
  statement:
    'In ECMAScript an `await using` resource with only Symbol.dispose is disposed by it, ' +
    'and the promise that it may return is not awaited.',
  intent: 'A sync disposer promises nothing by what it returns, so nobody may wait for it.',
  sources: [getDisposeMethod, disposeResources],
  applies: inDeclaration,
  hints: [
    'Check that Symbol.dispose is used when Symbol.asyncDispose is undefined or null.',
    'Check that the result of Symbol.dispose is dropped, and undefined is awaited in its place.',
    'Check that an error thrown by Symbol.dispose still counts as a rejection.',
  ],
  broken: otherOutcome,
}

/** occasion: each `x exit` of a resource that records its receiver and its arguments. */
export const disposeBlind: Rule = {
  id: 'context-manager.dispose-blind',
  level: 'must',
  statement: 'In ECMAScript a disposer is called on its resource, with no arguments.',
  intent: 'A disposer that could tell success from failure would behave differently from one engine to the next.',
  sources: [disposeResources, asyncDisposableInterface],
  applies: inDeclaration,
  hints: [
    'Check that the method is called with the resource as its receiver.',
    'Check that neither the error nor the result of the body is passed to it.',
  ],
  // A method that is called on something else finds no name there: `undefined exit`, or a TypeError of its own.
  broken: d =>
    atOccasion(d) &&
    (alike(d.wanted, d.got)
      ? d.got?.value !== 'decoy'
      : d.got?.actor === 'undefined' || d.got?.value.includes('TypeError') === true),
}
