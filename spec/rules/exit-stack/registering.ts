import { inDisposableStack, inStack } from '../applies.ts'
import { isPlace } from '../events.ts'
import { atOccasion, delayed, early, otherOutcome, otherValue, overtaken } from '../queries.ts'
import type { Rule } from '../rule.ts'
import {
  addDisposableResource,
  disposeResources,
  stackAdopt,
  stackDefer,
  stackDisposeAsync,
  stackMove,
  stackUse,
} from '../sources/ecma262.ts'

/** occasion: the first event after use, adopt, defer or move on a closed or moved stack, and what shows the refusal. */
export const closedRefuses: Rule = {
  id: 'exit-stack.closed-refuses',
  level: 'must',
  statement: 'After a stack was closed or moved, use, adopt, defer and move throw a ReferenceError.',
  intent: 'An exit that is accepted by a stack that nobody will close again is a leak that nobody sees.',
  sources: [stackUse, stackAdopt, stackDefer, stackMove],
  applies: (dialect, subject) => inStack(dialect, subject) && dialect.closedStack === 'refused',
  hints: [
    'Check that every registering method looks at the state of the stack before anything else.',
    'Check that move leaves the old stack closed.',
  ],
  broken: atOccasion,
}

/** occasion: each `x exit …` of an adopted or a deferred entry. */
export const adoptArgument: Rule = {
  id: 'exit-stack.adopt-argument',
  level: 'must',
  statement: 'The callback of adopt is called with the adopted value as its only argument, that of defer with none.',
  intent: 'The callback of adopt has no other way to know what it shall release.',
  sources: [stackAdopt, stackDefer, disposeResources],
  applies: inDisposableStack,
  hints: [
    'Check that adopt binds its value to the callback.',
    'Check that neither an error nor the stack is passed to a callback.',
  ],
  broken: otherValue,
}

/** occasion: the event that shows what use or adopt gave back. */
export const useResult: Rule = {
  id: 'exit-stack.use-result',
  level: 'must',
  statement: 'use and adopt give back the very value that they were given.',
  intent: 'A resource can be created, registered and named in one expression.',
  sources: [stackUse, stackAdopt],
  applies: inDisposableStack,
  hints: [
    'Check that use returns its argument, not a wrapper, not the stack and not a promise.',
    'Check that null and undefined are given back as well.',
  ],
  broken: otherValue,
}

/** occasion: the first event after a nullish value was used, and the first after the await that it owes. */
export const nullResource: Rule = {
  id: 'exit-stack.null-resource',
  level: 'must',
  statement: 'use accepts null and undefined, which dispose nothing but make closing the stack await once.',
  intent: 'A resource that is optional needs no second code path.',
  sources: [stackUse, addDisposableResource, disposeResources],
  applies: inDisposableStack,
  hints: [
    'Check that use(null) and use(undefined) do not throw.',
    'Check that a stack that holds nothing else still awaits once when it is closed.',
  ],
  broken: d => otherOutcome(d) || (early(d) && overtaken(d).every(event => event.actor !== d.got?.actor)),
}

/** occasion: the first `x exit …` of a stack that is closed by hand. */
export const firstDisposerSynchronous: Rule = {
  id: 'exit-stack.first-disposer-synchronous',
  level: 'must',
  statement: 'The first disposer is called before disposeAsync returns, also when null was registered after it.',
  intent: 'Whoever closes a stack without waiting at once can still rely on the release having begun.',
  sources: [stackDisposeAsync, disposeResources],
  applies: inDisposableStack,
  hints: [
    'Check that disposeAsync does not await anything before its loop.',
    'Check that the await which a null owes is paid at the end, not where it stands.',
  ],
  broken: d => atOccasion(d) && isPlace(d.got) && delayed(d),
}

/** occasion: after disposeAsync was called on something else, the next event, and the next after its await. */
export const badReceiverRejects: Rule = {
  id: 'exit-stack.bad-receiver-rejects',
  level: 'must',
  statement:
    'disposeAsync on something that is no AsyncDisposableStack answers with a promise that a TypeError rejects.',
  intent: 'A method that answers with a promise reports every failure by that promise.',
  sources: [stackDisposeAsync],
  applies: inDisposableStack,
  hints: [
    'Check that the receiver is tested inside the async part of the method.',
    'Check that a plain object, and a sync DisposableStack, are refused.',
  ],
  broken: atOccasion,
}
