/**
 * The event loop: what is ready runs in the order in which it became so; time goes on only when nothing is.
 *
 * @see https://docs.python.org/3/library/asyncio-eventloop.html#scheduling-callbacks
 * @see https://github.com/python/cpython/blob/v3.11.7/Lib/asyncio/base_events.py
 */
import type { PythonMachine } from '../machine.ts'
import type { Future } from './future.ts'
import type { Task } from './task.ts'

export interface Loop {
  readonly ready: Handle[]
  /** In the order of their times; of one time, in that of being set. */
  readonly timers: Timer[]
  /** Checkpoints that were reached, those included whose task has been cancelled meanwhile. */
  readonly checkpoints: Checkpoint[]
  /** Seconds. */
  now: number
  /** The task whose step this is. */
  current: Task | null
}

export interface Handle {
  readonly run: () => void
  cancelled: boolean
}
export interface Timer extends Handle {
  readonly when: number
}
export interface Checkpoint {
  readonly name: string
  readonly step: number
  readonly future: Future
}

export function createLoop(): Loop {
  return { ready: [], timers: [], checkpoints: [], now: 0, current: null }
}

/** The loop of a program that has one. */
export function loopOf({ loop }: PythonMachine): Loop {
  if (!loop) throw new RangeError('Nothing runs the tasks of this program: its statements say that it has none.')
  return loop
}

/** loop.call_soon */
export function callSoon({ ready }: Loop, run: () => void): Handle {
  const handle = { run, cancelled: false }
  ready.push(handle)
  return handle
}

/** loop.call_at. asyncio leaves open which of two timers of one time is first; here it is the one that was set first. */
export function callAt({ timers }: Loop, when: number, run: () => void): Handle {
  const timer = { when, run, cancelled: false }
  const later = timers.findIndex(other => other.when > when)
  timers.splice(later < 0 ? timers.length : later, 0, timer)
  return timer
}

/** Runs what is ready until nothing is. */
export function runReady({ ready }: Loop): void {
  for (let handle = ready.shift(); handle; handle = ready.shift()) if (!handle.cancelled) handle.run()
}

/** When the next timer runs; null if none is set. */
export function nextTime({ timers }: Loop): number | null {
  while (timers[0]?.cancelled) timers.shift()
  return timers[0]?.when ?? null
}

/** Time goes on to the next timer, and everything that is set to it becomes ready. */
export function advance(loop: Loop, when: number): void {
  const { timers, ready } = loop
  loop.now = when
  while (timers[0] && timers[0].when <= when) ready.push(timers.shift() as Timer)
}
