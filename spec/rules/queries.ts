import type { ParsedEvent } from '../trace/event.ts'
import type { Difference } from './difference.ts'
import { alike, isClose, isExit, isFailure, isPlace, isRelease } from './events.ts'

// What rules ask of a difference. "Wanted" is the expected event at which the traces part, "got" the observed one.
// Events are counted and found by actor and first word: an exit that is told another error is still that exit.

/** Where the traces part, as a place in the expected one. */
const parting = (d: Difference): number => d.wanted?.index ?? d.at

/** What was wanted is demanded by the rule. */
export const atOccasion = (d: Difference): boolean => d.occasions.includes(parting(d))

/** The right thing happened at the right time, with the wrong value. */
export const sameEventOtherValue = (d: Difference): boolean => alike(d.wanted, d.got)

/** How many events say the same of the same actor. */
export const count = (events: readonly ParsedEvent[], event: ParsedEvent): number =>
  events.filter(other => alike(other, event)).length

/** What was wanted does not happen, or not as many times as it must, in the whole run. */
export const missing = (d: Difference): boolean =>
  d.wanted !== undefined && count(d.observed, d.wanted) < count(d.expected, d.wanted)

/** What was wanted happens, but later. */
export const delayed = (d: Difference): boolean =>
  d.got !== undefined && d.observed.slice(d.got.index + 1).some(event => alike(event, d.wanted))

/** With what was got, this has happened more often than it may in the whole run. */
export const surplus = (d: Difference): boolean =>
  d.got !== undefined && count(d.observed.slice(0, d.got.index + 1), d.got) > count(d.expected, d.got)

/** What was got, where the rule demands it: later. Undefined when it does not. */
function due(d: Difference): ParsedEvent | undefined {
  if (alike(d.wanted, d.got)) return undefined
  return d.expected.find(event => event.index > parting(d) && d.occasions.includes(event.index) && alike(event, d.got))
}

/** What was got is demanded by the rule, but later: it came too early. */
export const early = (d: Difference): boolean => due(d) !== undefined

/** What should have happened before the thing that came too early; nothing if that is not what is wrong. */
export const overtaken = (d: Difference): readonly ParsedEvent[] => d.expected.slice(parting(d), due(d)?.index ?? 0)

/** What came too early overtook something of another actor: it did not wait for it. */
export const overtakes = (d: Difference): boolean => early(d) && d.wanted?.actor !== d.got?.actor

/** The rule demands what was got somewhere, here or elsewhere. */
export const demands = (d: Difference, event: ParsedEvent | undefined): boolean =>
  d.occasions.some(index => alike(d.expected[index], event))

/** An exit is about to settle: its last event, or that its thenable is being asked. */
const isSettling = (event: ParsedEvent | undefined): boolean => event?.what === 'exited' || event?.what === 'then'

/**
 * The traces part inside an exit: it has been called, and has not settled. One that ends well says so; of one that
 * fails, or that is no async function, only the checkpoints are seen.
 */
export function exitUnderWay(d: Difference): boolean {
  if (!isRelease(d.wanted)) return isSettling(d.wanted)
  const at = parting(d)
  const before = d.expected.slice(0, at)
  if (isExit(before.findLast(event => !isRelease(event)))) return true
  const settling = d.expected.filter(event => event.index > at && isSettling(event))
  return settling.some(({ actor, index }) => {
    const previous = d.expected.slice(0, index).findLast(event => event.actor === actor)
    return isExit(previous) && before.includes(previous as ParsedEvent)
  })
}

/** The traces part while a block is being left: an exit was wanted, or is under way. */
export const inExits = (d: Difference): boolean => isExit(d.wanted) || exitUnderWay(d)

/** At an occasion, something else than an exit came: control took another way, or the same with another value. */
export const otherOutcome = (d: Difference): boolean => atOccasion(d) && !isExit(d.got)

/**
 * At an occasion, which is where an error goes on: it was not shown, or not as it is, or the program went on instead of
 * leaving the outer block. An outer exit that is merely left out is another matter.
 */
export const lostError = (d: Difference): boolean =>
  otherOutcome(d) && (isFailure(d.wanted) || (isExit(d.wanted) && isPlace(d.got)))

/** At an occasion, which is where the program goes on without an error, it took another way: one was shown, or told. */
export const errorGoesOn = (d: Difference): boolean =>
  atOccasion(d) && !isExit(d.wanted) && !sameEventOtherValue(d) && (!isExit(d.got) || d.got?.value !== '')

/** An error that holds several was lost, or holds others, or in another order. */
export const losesAggregate = (d: Difference): boolean =>
  isFailure(d.wanted) ? d.wanted?.value.includes('SuppressedError') === true && !isExit(d.got) : lostError(d)

/** Exited without having been entered: its enter failed. */
export function exitsUnentered(d: Difference): boolean {
  const { got } = d
  const happens = (what: string) => d.expected.some(event => event.actor === got?.actor && event.what === what)
  return isExit(got) && happens('enter') && !happens('entered')
}

/** At an occasion, the right event came with another value. */
export const otherValue = (d: Difference): boolean => atOccasion(d) && sameEventOtherValue(d)

/** At an occasion, the same actor went on, but otherwise. */
export const otherAnswer = (d: Difference): boolean => atOccasion(d) && d.got?.actor === d.wanted?.actor

/** At an occasion, an event that must happen is left out of the run. */
export const leftOut = (d: Difference): boolean => atOccasion(d) && missing(d)

/** An exit is under way, or wanted and comes later: not one that is left out. */
const exitPending = (d: Difference): boolean => exitUnderWay(d) || (isExit(d.wanted) && delayed(d))

/** An exit came too early: another one has to be called first, or to settle. */
export const exitsOutOfOrder = (d: Difference): boolean => isExit(d.got) && early(d) && exitPending(d)

/** What comes after an exit happens before it has settled, or something else of the program does while it is. */
export const goesOnDuringExit = (d: Difference): boolean =>
  exitPending(d) && (early(d) || (exitUnderWay(d) && (isPlace(d.got) || isFailure(d.got))))

/** An exit came before the end of the body, which goes on afterwards. */
export const exitsDuringBody = (d: Difference): boolean =>
  isExit(d.got) && early(d) && !inExits(d) && (isRelease(d.wanted) || delayed(d))

/**
 * Closing an iterator that is left early: it was left out, called twice, called too early, or not awaited.
 * The rule demands the call of return() and what comes after the loop.
 */
export const closesWrongly = (d: Difference): boolean =>
  overtakes(d) || (isClose(d.wanted) && leftOut(d)) || (isClose(d.got) && demands(d, d.got) && surplus(d))
