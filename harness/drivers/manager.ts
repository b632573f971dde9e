import type * as el from '../../spec/program/elaborated.ts'
import type { Manager } from '../implementation/implementation.ts'
import type { World } from '../world/world.ts'

/** A manager of a program, as a library gets it: it records what is done with it. */
export function makeManager(node: el.Manager, world: World): Manager {
  return {
    enter: async () => {
      await enter(node.name, node.enter, world)
      return node.value
    },
    exit: async failure => {
      world.log(`${node.name} exit`, ...(failure ? [failure.error] : []))
      return exit(node.name, node.exit, world, failure)
    },
  }
}

export async function enter(name: string, node: el.Enter, world: World): Promise<void> {
  world.log(`${name} enter`)
  for (const checkpoint of node.checkpoints) await world.checkpoint(checkpoint)
  if (node.error) throw world.error(node.error)
  world.log(`${name} entered`)
}

/** What an exit does after it has recorded that it was called. */
export async function exit(
  name: string,
  node: el.Exit,
  world: World,
  failure?: { readonly error: unknown },
): Promise<unknown> {
  for (const checkpoint of node.checkpoints) await world.checkpoint(checkpoint)
  if (node.outcome === 'fails') throw world.error(node.error as string)
  if (node.outcome === 'again' && failure) throw failure.error
  world.log(`${name} exited`)
  return node.outcome === 'truthy' ? true : undefined
}
