import { setFlagsFromString } from 'node:v8'

/**
 * How the engine is to collect garbage where nothing is done but running cases: nearly all that a case makes is garbage
 * when it ends.
 *
 * - Young objects are cleared by one thread. By default there is one for each core, and they wait for one another: a fifth
 *   more processor time.
 * - Nothing is made old at once. By default the engine does that where much has survived before; but what is old, though
 *   nobody needs it, keeps what it refers to: then a quarter of all garbage survives, and so on. Where the model runs
 *   tasks of libraries, a third of the time went that way.
 */
export const collectorFlags = ['--no-parallel-scavenge', '--no-allocation-site-pretenuring'] as const

/** For a process of the suite's own: where it is somebody else's, that is not ours to say. */
export function tuneCollector(): void {
  for (const flag of collectorFlags) setFlagsFromString(flag)
}
