import type { Pending } from '../../spec/schedule/schedule.ts'
import { nextRelease, type Schedule } from '../../spec/schedule/schedule.ts'
import { makeError, type ProgramError } from './program-error.ts'
import { type ContextOf, render } from './render.ts'

/** What a program under test can reach, and what is observed of it: one world for each run of a case. */
export interface World {
  /** Records an event; values are rendered behind the text. */
  readonly log: (text: string, ...values: unknown[]) => void
  /** A promise that only the scheduler fulfils, with the name. */
  readonly checkpoint: (name: string) => Promise<string>
  /** Takes a checkpoint back that nobody waits for any more. */
  readonly withdraw: (checkpoint: Promise<string>) => void
  readonly error: (site: string) => ProgramError
  /** Records how a promise settles; never rejects. */
  readonly record: (text: string, promise: PromiseLike<unknown>) => PromiseLike<void>
  /** Releases the next checkpoint of the schedule; false if none is pending. */
  readonly release: () => boolean
  readonly trace: readonly string[]
  /** After this, events are late: they are recorded as such. */
  readonly close: () => void
  /** After this, the trace stays as it is: whatever comes is given to `leftover`. */
  readonly end: (leftover: (event: string) => void) => void
  /** Adds what was observed after the end, in its place at the end of the trace. */
  readonly append: (event: string) => void
}

/** Counts what happens, over all worlds that run together: the scheduler waits until it stands still. */
export interface Activity {
  count: number
}

/** Captured before anything under test can replace it. */
const RealPromise = Promise

/** More events than any generated program has: beyond it a program is taken to run for ever, and is stopped. */
const traceLimit = 500

export function createWorld(schedule: Schedule, activity: Activity, contextOf: ContextOf | null): World {
  const trace: string[] = []
  const pending: (Pending & { readonly promise: Promise<string>; readonly fulfil: () => void })[] = []
  let step = 0
  let decision = 0
  let closed = false
  let ended: ((event: string) => void) | null = null

  const event = (text: string): void => {
    activity.count++
    if (ended) {
      ended(text)
      return
    }
    if (trace.length >= traceLimit) {
      if (trace.length === traceLimit) trace.push('does not end')
      throw new RangeError(`More than ${traceLimit} events: the program does not end.`)
    }
    trace.push(closed ? `late ${text}` : text)
  }
  const world: World = {
    trace,
    log: (text, ...values) => {
      event(values.length === 0 ? text : [text, ...values.map(v => render(v, contextOf))].join(' '))
    },
    checkpoint: name => {
      activity.count++
      let fulfil = (): void => {}
      const promise = new RealPromise<string>(resolve => {
        fulfil = () => resolve(name)
      })
      pending.push({ name, step, promise, fulfil })
      return promise
    },
    withdraw: checkpoint => {
      activity.count++
      const at = pending.findIndex(({ promise }) => promise === checkpoint)
      if (at !== -1) pending.splice(at, 1)
    },
    error: site => makeError(site, world),
    record: (text, promise) =>
      promise.then(
        value =>
          event(recorded(text, 'returns', value === undefined && !text.endsWith(':') ? '' : render(value, contextOf))),
        reason => event(recorded(text, 'throws', render(reason, contextOf))),
      ),
    release: () => {
      const next = pending.splice(pending.length ? nextRelease(pending, schedule, decision++) : 0, 1)[0]
      if (!next) return false
      step++
      activity.count++
      trace.push(`> ${next.name}`)
      next.fulfil()
      return true
    },
    close: () => {
      closed = true
    },
    end: leftover => {
      ended = leftover
    },
    append: text => {
      trace.push(text)
    },
  }
  return world
}

/** `main 3: 1`, `main 3: throws E1`, `main returns 1`, `main returns`, `main throws E1`. */
function recorded(text: string, how: 'returns' | 'throws', value: string): string {
  const verb = how === 'returns' && text.endsWith(':') ? '' : ` ${how}`
  return value ? `${text}${verb} ${value}` : `${text}${verb}`
}
