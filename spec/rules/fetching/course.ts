import { type FetchingTraits, slidingWindow } from '../../dialects/fetching.ts'
import type { Fetching, Request } from '../../program/fetching/elaborated.ts'
import type { ParsedEvent } from '../../trace/event.ts'
import type { Difference } from '../difference.ts'

/**
 * What was seen of a program that fetches, told from the observed trace alone, and how things stood at the end of each
 * step: there everything has come to rest, so that nothing depends on which of two things in one step was the earlier.
 */
export interface Course {
  readonly program: Fetching
  readonly traits: FetchingTraits
  /** At the end of each step, the one before the first release included. */
  readonly rests: readonly Rest[]
  readonly requests: readonly Seen[]
  readonly delivered: readonly Delivered[]
  /** How and in which step the consumer left the loop; null if it did not. */
  readonly left: { readonly how: 'break' | 'throw' | 'end' | 'failure'; readonly step: number } | null
  /** The step in which the consumer has done what its script says, and leaves; null if it does not come to that. */
  readonly decided: number | null
  /** The step in which the signal of the caller was aborted, -1 for before; null if it was not. */
  readonly aborted: number | null
  /** What main ended with, if with an error. */
  readonly thrown: string | null
  readonly hangs: boolean
  readonly unhandled: boolean
}

/** How things stand at the end of a step. */
export interface Rest {
  readonly step: number
  /** Requests that the server has not come to the end of, and the client has not gone from. */
  readonly open: readonly Seen[]
  /** How many URLs have been requested, and how many results handed over. */
  readonly requested: number
  readonly delivered: number
  /** The consumer has begun, has not left, and waits for a result; or has one in hand. */
  readonly consumer: 'idle' | 'waits' | 'busy' | 'gone'
}

/** What was seen of the requests of one URL. All are steps; null if it did not happen. */
export interface Seen {
  readonly request: Request
  /** Each time that it was requested. */
  readonly times: readonly number[]
  readonly answered: number | null
  readonly sent: number | null
  /** Refused by its status, not to be reached, or broken. */
  readonly failed: number | null
  /** Ended by the server or left by the client, for the last time. */
  readonly over: number | null
}

export interface Delivered {
  readonly name: string
  /** As JSON; whatever else stands there. */
  readonly text: string
  readonly step: number
}

const latest = new WeakMap<Difference['observed'], Course>()

/** Follows the observed trace. Null where the program is of another kind. */
export function courseOf({ program, observed, dialect }: Difference): Course | null {
  if (program.form !== 'fetching') return null
  const known = latest.get(observed)
  if (known) return known
  const course = follow(program, dialect.fetching ?? slidingWindow, observed)
  latest.set(observed, course)
  return course
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer E)[] ? E[] : T[Key] }

function follow(program: Fetching, traits: FetchingTraits, observed: readonly ParsedEvent[]): Course {
  const { consumer, signal } = program
  const requests = program.requests.map(
    (request): Mutable<Seen> => ({ request, times: [], answered: null, sent: null, failed: null, over: null }),
  )
  const open = new Map<Seen, number>()
  const delivered: Delivered[] = []
  const released = new Set<string>()
  const rests: Rest[] = []
  let left: Course['left'] = null
  let decided: number | null = null
  let aborted: number | null = signal.kind === 'aborted' ? -1 : null
  let thrown: string | null = null
  let hangs = false
  let unhandled = false

  const inHand = (): string | null => consumer.turns[delivered.length - 1] ?? null
  const isBusy = (): boolean => inHand() !== null && !released.has(inHand() as string)
  const state = (): Rest['consumer'] => {
    if (left) return 'gone'
    if (consumer.waits !== null && !released.has(consumer.waits)) return 'idle'
    return isBusy() ? 'busy' : 'waits'
  }
  const rest = (step: number): void => {
    const leaves = consumer.then.kind === 'break' || consumer.then.kind === 'throw'
    if (leaves && delivered.length >= consumer.turns.length && !isBusy()) decided ??= step
    const requested = requests.filter(({ times }) => times.length > 0).length
    rests.push({
      step,
      open: requests.filter(one => (open.get(one) ?? 0) > 0),
      requested,
      delivered: delivered.length,
      consumer: state(),
    })
  }
  const close = (one: Mutable<Seen>, step: number): void => {
    open.set(one, Math.max(0, (open.get(one) ?? 0) - 1))
    one.over = step
  }

  let current = 0
  for (const event of observed) {
    while (current < event.step) rest(current++)
    // What comes when everything else is over counts as well.
    const [actor, what, value] = event.actor === 'late' ? lateParts(event) : [event.actor, event.what, event.value]
    const one = requests.find(({ request }) => request.name === actor)
    if (actor === '>') released.add(what)
    else if (actor === 'unhandled') unhandled = true
    else if (actor === 'signal') aborted ??= event.step
    // Sent elsewhere, it is under way again when the client has followed.
    else if (one && what === 'redirected') close(one, event.step)
    else if (one && what === 'followed') open.set(one, (open.get(one) ?? 0) + 1)
    else if (one && what === 'request') {
      one.times.push(event.step)
      open.set(one, (open.get(one) ?? 0) + 1)
    } else if (one && what === 'answered') {
      one.answered = event.step
      if (Number(value) >= 400) one.failed ??= event.step
    } else if (one && (what === 'sent' || what === 'aborted')) {
      if (what === 'sent') one.sent ??= event.step
      close(one, event.step)
    } else if (one && (what === 'failed' || what === 'broken')) {
      one.failed ??= event.step
      close(one, event.step)
    } else if (actor === 'main') {
      if (`main ${what}:` === consumer.text) {
        const [name = '', ...text] = value.split(' ')
        delivered.push({ name, text: text.join(' '), step: event.step })
      } else if (what === 'hangs') hangs = true
      else if (`main ${what}` === consumer.after) {
        const breaks = consumer.then.kind === 'break' && delivered.length >= consumer.turns.length
        left = { how: breaks ? 'break' : 'end', step: event.step }
      } else if (what === 'throws') {
        thrown = value
        const own = consumer.then.kind === 'throw' && consumer.then.error === value
        left = { how: own ? 'throw' : 'failure', step: event.step }
      }
    }
  }
  rest(current)
  return { program, traits, rests, requests, delivered, left, decided, aborted, thrown, hangs, unhandled }
}

/** `late r1 request`, taken as if it were not. */
function lateParts({ what, value }: ParsedEvent): [actor: string, what: string, value: string] {
  const [late = '', ...rest] = value.split(' ')
  return [what, late, rest.join(' ')]
}

/** The first step in which a request has failed, or the signal was aborted: from there on other rules speak. */
export function troubledAt({ requests, aborted }: Course): number {
  const failures = requests.map(({ failed }) => failed ?? Number.POSITIVE_INFINITY)
  return Math.min(aborted ?? Number.POSITIVE_INFINITY, ...failures)
}
