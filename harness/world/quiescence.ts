import type { Activity } from './world.ts'

/** Captured before anything under test can replace it. */
const nextTurn = setImmediate
const RealPromise = Promise

/**
 * Waits until nothing moves: the activity counter has not changed for this many turns of the event loop.
 * Promise reactions all run within a turn, so 1 is enough where an implementation uses nothing but promises.
 */
export function quiescence(activity: Activity, turns: number): Promise<void> {
  return new RealPromise(resolve => {
    let still = 0
    let last = activity.count
    const turn = (): void => {
      still = activity.count === last ? still + 1 : 1
      last = activity.count
      if (still >= turns) resolve()
      else nextTurn(turn)
    }
    nextTurn(turn)
  })
}
