import { createClock } from '@sinonjs/fake-timers'

/**
 * The virtual clock: while cases run, timers of an implementation are kept here, and time stands still until the
 * scheduler has nothing else to do. Then it goes on to the next timer. At other times the real timers are used: a
 * compiler that is at work is nobody's case.
 */
export interface VirtualClock {
  /** Whether a timer waits. */
  readonly isWaited: () => boolean
  /** Goes on to the next timer, and fires it. */
  readonly advance: () => void
  readonly stop: () => void
}

const real = { setTimeout, setInterval, clearTimeout, clearInterval }
type Timer = Parameters<typeof clearTimeout>[0]

let virtual: ReturnType<typeof createClock> | null = null
/** Timers that the virtual clock has given out: whoever clears one need not know where it is kept. */
const given = new Map<unknown, ReturnType<typeof createClock>>()

/** Puts the process' timers on the virtual clock. Call it before an implementation is imported, which may keep them. */
export function routeTimers(): void {
  const set =
    (name: 'setTimeout' | 'setInterval') =>
    (callback: (...given: unknown[]) => void, delay?: number, ...values: unknown[]): unknown => {
      if (!virtual || isTickOfUndici(callback, delay)) return real[name](callback, delay, ...values)
      const timer = virtual[name](callback, delay ?? 0, ...values)
      given.set(timer, virtual)
      return timer
    }
  const clear = (name: 'clearTimeout' | 'clearInterval') => (timer: Timer) => {
    const clock = given.get(timer)
    if (!clock) return real[name](timer)
    given.delete(timer)
    clock[name](timer as never)
  }
  Object.assign(globalThis, {
    setTimeout: Object.assign(set('setTimeout'), real.setTimeout),
    setInterval: Object.assign(set('setInterval'), real.setInterval),
    clearTimeout: clear('clearTimeout'),
    clearInterval: clear('clearInterval'),
  })
  AbortSignal.timeout = timeout
}

/**
 * The clock of undici, which is behind fetch: it measures how long a server is silent, in ticks. Where time is virtual it
 * would run ahead, and every server be too slow.
 * @see https://github.com/nodejs/undici/blob/main/lib/util/timers.js
 */
function isTickOfUndici(callback: { readonly name: string }, delay: number | undefined): boolean {
  return delay === 499 && callback.name === 'onTick'
}

/**
 * AbortSignal.timeout, on the clock that the timers are on: the engine's own asks no timer that could be put in its place.
 * @see https://dom.spec.whatwg.org/#dom-abortsignal-timeout
 */
function timeout(milliseconds: number): AbortSignal {
  const controller = new AbortController()
  const late = new DOMException('The operation was aborted due to timeout', 'TimeoutError')
  setTimeout(() => controller.abort(late), milliseconds)
  return controller.signal
}

/** Starts a clock for a batch; timers that are set from now on are on it. */
export function startClock(): VirtualClock {
  const clock = createClock(0)
  virtual = clock
  return {
    isWaited: () => clock.countTimers() > 0,
    advance: () => void clock.next(),
    stop: () => {
      virtual = null
      given.clear()
    },
  }
}
