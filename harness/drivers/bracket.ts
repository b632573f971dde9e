import type * as el from '../../spec/program/elaborated.ts'
import type { Bracket } from '../implementation/implementation.ts'
import { type Environment, type Outcome, runBlock } from './interpreter.ts'
import { makeManager } from './manager.ts'

/** Runs a `with` statement through the implementation's bracket, one call for each manager. */
export async function runWith(node: el.With, environment: Environment): Promise<Outcome> {
  const { world, implementation } = environment
  const bracket = implementation.bracket as Bracket
  const nest = (depth: number): Promise<unknown> =>
    bracket(makeManager(node.managers[depth] as el.Manager, world), async given => {
      if (depth + 1 < node.managers.length) return nest(depth + 1)
      world.log(node.given, given)
      const outcome = await runBlock(node.body, environment)
      return outcome && 'returns' in outcome ? outcome.returns : undefined
    })
  world.log(node.text, await nest(0))
  return undefined
}
