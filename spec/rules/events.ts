import type { ParsedEvent } from '../trace/event.ts'

// What an event is about, told from its actor and its first word; `spec/trace/event.ts` has the vocabulary.
// All take undefined, the event after the last one, and answer false.

type MaybeEvent = ParsedEvent | undefined

/** Do both say the same of the same actor, whatever the value? */
export function alike(one: MaybeEvent, other: MaybeEvent): boolean {
  return one !== undefined && other !== undefined && one.actor === other.actor && one.what === other.what
}

/** `a exit …`: a resource is being released. */
export const isExit = (event: MaybeEvent): boolean => event?.what === 'exit'

/** `main 3`: a place of the program was passed. */
export const isPlace = (event: MaybeEvent): boolean => event !== undefined && /^\d+$/.test(event.what)

/** `> c2`: the scheduler let a checkpoint go on. */
export const isRelease = (event: MaybeEvent): boolean => event?.actor === '>'

/** By a generator function's body. */
export const isGenerator = (event: MaybeEvent): boolean => event !== undefined && /^gen\d/.test(event.actor)

/** By a scripted iterator. */
export const isIterator = (event: MaybeEvent): boolean => event !== undefined && /^it\d/.test(event.actor)

/** `it1 return`, in Python `it1 aclose`: an iterator is being closed. */
export const isClose = (event: MaybeEvent): boolean =>
  isIterator(event) && (event?.what === 'return' || event?.what === 'aclose')

/** Shows an error: a handler was entered, a task ended with it, or a request was answered with it. */
export function isFailure(event: MaybeEvent): boolean {
  return event?.what === 'caught' || event?.what === 'throws' || event?.value.startsWith('throws ') === true
}
