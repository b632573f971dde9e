/**
 * A schedule: at each quiescent point, which of the pending checkpoints goes next. 0 is the oldest, so the empty
 * schedule is FIFO; entries beyond the number of pending checkpoints wrap around, missing entries are 0.
 */
export type Schedule = readonly number[]

/** A checkpoint that waits. */
export interface Pending {
  /** Such as `c2`: its place in the program. */
  readonly name: string
  /** The step in which it was reached. */
  readonly step: number
}

/**
 * Where something is set to a time, letting time go on to the next of those is a choice as well: the last, so that
 * time stands still as long as the schedule has anything else.
 */
export const clock: Pending = { name: 'clock', step: Number.POSITIVE_INFINITY }

/**
 * Gives the index, in `pending`, of the checkpoint to release.
 *
 * Age is counted in steps; within one step the order of places in the program decides, because the order in which
 * independent actors reach their checkpoints within one step is nobody's promise.
 */
export function nextRelease(pending: readonly Pending[], schedule: Schedule, decision: number): number {
  if (pending.length === 1) return 0
  const order = pending.map((_, i) => i).sort((a, b) => compare(pending[a] as Pending, pending[b] as Pending) || a - b)
  return order[(schedule[decision] ?? 0) % pending.length] as number
}

function compare(a: Pending, b: Pending): number {
  return a.step - b.step || Number(a.name.slice(1)) - Number(b.name.slice(1))
}
