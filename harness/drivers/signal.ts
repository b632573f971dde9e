import type { SignalPlan } from '../../spec/program/fetching/elaborated.ts'
import type { World } from '../world/world.ts'

/** The signal of a program's caller: aborted as it says, with an error of the program. */
export function abortAsPlanned(plan: SignalPlan, world: World): AbortSignal {
  const controller = new AbortController()
  if (plan.kind === 'aborted') controller.abort(world.error(plan.error))
  if (plan.kind === 'aborts') {
    void world.checkpoint(plan.checkpoint).then(() => {
      world.log(`signal aborts ${plan.error}`)
      controller.abort(world.error(plan.error))
    })
  }
  return controller.signal
}
