import type { Activity } from './world.ts'

/** Captured before anything under test can replace it. */
const nextTurn = setImmediate
const RealPromise = Promise

/**
 * Waits until nothing moves: the activity counter has not changed for this many turns of the event loop.
 * Promise reactions all run within a turn, so 1 is enough where an implementation uses nothing but promises.
 *
 * `elsewhere` waits for another process that takes part, until that has come to rest. Then nothing moves when nothing
 * has come of it here: each side has seen all that the other had sent before it came to rest.
 */
export async function quiescence(
  activity: Activity,
  turns: number,
  elsewhere: (() => PromiseLike<unknown>) | null = null,
): Promise<void> {
  await standstill(activity, turns)
  while (elsewhere) {
    const before = activity.count
    await elsewhere()
    await standstill(activity, turns)
    if (activity.count === before) return
  }
}

function standstill(activity: Activity, turns: number): Promise<void> {
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
