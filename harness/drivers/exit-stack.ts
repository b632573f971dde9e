import type * as el from '../../spec/program/elaborated.ts'
import type { ExitStack } from '../implementation/implementation.ts'
import type { World } from '../world/world.ts'
import { type Environment, type Outcome, runBlock } from './interpreter.ts'
import { exit, makeManager } from './manager.ts'

/** Runs a statement about an exit stack of Python's shape. */
export async function runExitStack(node: el.StackStatement, environment: Environment): Promise<Outcome> {
  const { world, implementation, stacks } = environment
  const stackOf = (name: string): ExitStack => stacks.get(name) as ExitStack
  switch (node.kind) {
    case 'stack':
      return within(node.stack, (implementation.exitStack as () => ExitStack)(), node.held, node.body, environment)
    case 'move':
      return within(node.stack, stackOf(node.from).popAll(), true, node.body, environment)
    case 'register':
      await register(stackOf(node.stack), node.entry, world)
      return undefined
    case 'close':
      await stackOf(node.stack).close()
      world.log(node.text)
      return undefined
  }
}

/** What `async with stack:` does. */
async function within(
  name: string,
  stack: ExitStack,
  held: boolean,
  body: el.Block,
  environment: Environment,
): Promise<Outcome> {
  const inner = { ...environment, stacks: new Map(environment.stacks).set(name, stack) }
  if (!held) return runBlock(body, inner)
  let outcome: Outcome
  try {
    outcome = await runBlock(body, inner)
  } catch (error) {
    if (await stack.exit({ error })) return undefined
    throw error
  }
  await stack.exit()
  return outcome
}

async function register(stack: ExitStack, entry: el.StackEntry, world: World): Promise<void> {
  switch (entry.kind) {
    case 'enter':
      world.log(entry.text, await stack.enter(makeManager(entry.manager, world)))
      return
    case 'push':
      stack.push(makeManager(entry.manager, world))
      return
    case 'callback':
      stack.callback(async () => {
        world.log(`${entry.name} exit`)
        return exit(entry.name, entry.exit, world)
      })
      return
    case 'reentrant':
      stack.callback(async () => {
        world.log(`${entry.name} exit`)
        stack.callback(async () => world.log(`${entry.name} again`))
        world.log(`${entry.name} exited`)
      })
      return
    default:
      throw new RangeError(`An exit stack has no ${entry.kind}: the program is not one of this subject.`)
  }
}
