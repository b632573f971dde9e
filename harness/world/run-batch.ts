import type { Schedule } from '../../spec/schedule/schedule.ts'
import { ImplementationCrash } from '../isolation/implementation-crash.ts'
import { startClock } from './clock.ts'
import { quiescence } from './quiescence.ts'
import { watchRejections } from './rejections.ts'
import type { ContextOf } from './render.ts'
import { type Activity, createWorld, type World } from './world.ts'

/** A case made ready: `start` runs the program's main task in a world. */
export interface Runnable {
  readonly schedule: Schedule
  readonly start: (world: World) => PromiseLike<unknown>
}

export interface BatchOptions {
  readonly contextOf: ContextOf | null
  /** Turns of the event loop without activity that count as quiescence. */
  readonly turns: number
  /** Where another process takes part: waits until that has come to rest. */
  readonly elsewhere?: (() => PromiseLike<unknown>) | null
  /** Clears away what cases have left behind; what comes of that is nobody's event. */
  readonly clear?: () => void | Promise<void>
}

export interface BatchResult {
  readonly traces: readonly (readonly string[])[]
  /** Unhandled rejections that no case could be told from. */
  readonly strays: number
}

/** More timers than any batch of cases waits for: an interval that nobody clears would go on for ever. */
const mostAdvances = 10_000

/** The first event of a case that came when its batch was over already. */
let leftover: string | null = null

/**
 * Runs cases side by side, each in a world of its own; all share each wait for quiescence.
 *
 * @throws ImplementationCrash if the implementation has stopped the watch for rejections, or goes on with earlier cases
 */
export async function runBatch(runnables: readonly Runnable[], options: BatchOptions): Promise<BatchResult> {
  const rejections = watchRejections()
  const activity: Activity = { count: 0 }
  const clock = startClock()
  let advances = 0
  const runs = runnables.map(({ schedule }) => ({
    world: createWorld(schedule, activity, options.contextOf),
    ended: false,
  }))
  try {
    for (const [i, run] of runs.entries()) {
      void run.world.record('main', started(runnables[i] as Runnable, run.world)).then(() => {
        run.ended = true
      })
    }
    let waiting = runs
    while (waiting.length > 0) {
      await quiescence(activity, options.turns, options.elsewhere)
      const timed = clock.isWaited() && advances < mostAdvances
      let released = false
      waiting = waiting.filter(({ world, ended }) => {
        if (world.release()) {
          released = true
          return true
        }
        if (!ended && timed) return true
        if (!ended) world.append('main hangs')
        world.close()
        return false
      })
      // Only when no case has anything else to do, so that what else runs beside it does not change a case's time.
      if (released || !timed) continue
      advances++
      clock.advance()
    }
    // One more turn, for what comes after the end.
    await quiescence(activity, options.turns, options.elsewhere)
    const strays = rejections.settle()
    if (leftover !== null) {
      const event = leftover
      leftover = null
      throw new ImplementationCrash(`goes on when its case has ended: ${event}`, { blame: 'earlier' })
    }
    return { traces: runs.map(({ world }) => world.trace), strays }
  } finally {
    // A case that hangs has been told so: what it still does, should a timer wake it, says nothing more.
    for (const { world, ended } of runs) world.end(event => (leftover ??= ended ? event : null))
    if (options.clear) {
      await options.clear()
      // What has been waited for in vain is let go of: where nobody listens to what comes of that, nobody is to blame.
      await quiescence(activity, options.turns, options.elsewhere)
    }
    rejections.stop()
    clock.stop()
  }
}

function started(runnable: Runnable, world: World): PromiseLike<unknown> {
  try {
    // What a compiler has made of an async function need not give a promise any more.
    const result: unknown = runnable.start(world)
    return isThenable(result) ? result : Promise.resolve(result)
  } catch (error) {
    return Promise.reject(error)
  }
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function'
}
