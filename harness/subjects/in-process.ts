import type { Elaborated } from '../../spec/program/program.ts'
import type { Trace } from '../../spec/trace/event.ts'
import { type BatchOptions, runBatch } from '../world/run-batch.ts'
import type { World } from '../world/world.ts'
import type { Observable } from './subject.ts'

/** A program made ready, or the reason why the implementation refuses it. */
export type Prepared = { readonly start: (world: World) => PromiseLike<unknown> } | { readonly refused: string }

/** Makes programs ready to run, several at a time where that is cheaper. Never rejects. */
export type Prepare = (programs: readonly Elaborated[]) => Promise<readonly Prepared[]>

/**
 * Runs cases in worlds of this process. A rejection that nobody can be told from makes each case run by itself.
 *
 * @throws ImplementationCrash as `runBatch` does
 */
export async function observeInProcess(
  prepare: Prepare,
  cases: readonly Observable[],
  options: BatchOptions,
): Promise<readonly Trace[]> {
  const prepared = await prepare(cases.map(({ program }) => program))
  const runnables = prepared.map((one, i) => ({
    schedule: (cases[i] as Observable).schedule,
    start: 'start' in one ? one.start : () => Promise.resolve(),
  }))
  const refused = (i: number): Trace | null => {
    const one = prepared[i]
    return one && 'refused' in one ? [`refused ${one.refused}`] : null
  }
  const together = await runBatch(runnables, options)
  if (together.strays === 0) return together.traces.map((trace, i) => refused(i) ?? trace)
  const traces: Trace[] = []
  for (const [i, runnable] of runnables.entries()) {
    const alone = await runBatch([runnable], options)
    const [trace = []] = alone.traces
    traces.push(refused(i) ?? (alone.strays > 0 ? [...trace, 'unhandled error of the system'] : trace))
  }
  return traces
}
