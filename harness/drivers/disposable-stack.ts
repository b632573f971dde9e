import type * as el from '../../spec/program/elaborated.ts'
import type { DisposableStack } from '../implementation/implementation.ts'
import type { World } from '../world/world.ts'
import { makeResource, runCallback } from './disposable.ts'
import { type Environment, type Outcome, runBlock } from './interpreter.ts'
import { enter } from './manager.ts'
import { suppress } from './suppressed-error.ts'

/** Runs a statement about an AsyncDisposableStack. */
export async function runDisposableStack(node: el.StackStatement, environment: Environment): Promise<Outcome> {
  const { world, implementation, stacks } = environment
  const stackOf = (name: string): DisposableStack => stacks.get(name) as DisposableStack
  const Stack = implementation.disposableStack as new () => DisposableStack
  switch (node.kind) {
    case 'stack':
      return within(node.stack, new Stack(), node.held, node.body, environment)
    case 'move':
      return within(node.stack, stackOf(node.from).move(), true, node.body, environment)
    case 'register':
      await register(stackOf(node.stack), node.entry, world)
      return undefined
    case 'close': {
      const closing = node.bad ? Stack.prototype.disposeAsync.call({}) : stackOf(node.stack).disposeAsync()
      world.log(node.text)
      await closing
      return undefined
    }
  }
}

/** What `await using` does with a stack; the two errors that may meet are joined here, not by the implementation. */
async function within(
  name: string,
  stack: DisposableStack,
  held: boolean,
  body: el.Block,
  environment: Environment,
): Promise<Outcome> {
  const inner = { ...environment, stacks: new Map(environment.stacks).set(name, stack) }
  if (!held) return runBlock(body, inner)
  let outcome: Outcome
  try {
    outcome = await runBlock(body, inner)
  } catch (thrown) {
    await stack.disposeAsync().catch((error: unknown) => {
      throw suppress(error, thrown)
    })
    throw thrown
  }
  await stack.disposeAsync()
  return outcome
}

async function register(stack: DisposableStack, entry: el.StackEntry, world: World): Promise<void> {
  switch (entry.kind) {
    case 'use': {
      const { resource } = entry
      if (resource.kind === 'disposable' && resource.enter) await enter(resource.name, resource.enter, world)
      const made = makeResource(resource, world)
      world.log(entry.text, stack.use(made) === made)
      return
    }
    case 'adopt':
      world.log(entry.text, stack.adopt(entry.value, runCallback(entry.name, entry.exit, world)))
      return
    case 'defer':
      stack.defer(runCallback(entry.name, entry.exit, world))
      return
    case 'reentrant':
      stack.defer(() => {
        world.log(`${entry.name} exit`)
        stack.defer(() => world.log(`${entry.name} again`))
        world.log(`${entry.name} exited`)
      })
      return
    default:
      throw new RangeError(`AsyncDisposableStack has no ${entry.kind}: the program is not one of this subject.`)
  }
}
