import { ensure, type Operation, resource, run, until } from 'effection'
import { type Bracket, defineImplementation, type Manager } from '../../harness/index.ts'
import { dialect } from './dialect.ts'
import { ensured as ensuredTasks, finallyBlocks } from './tasks.ts'

const ensured: Bracket = async (manager, body) =>
  await run(function* () {
    const held = yield* until(manager.enter())
    yield* ensure(() => until(manager.exit()))
    return yield* until(body(held))
  })

const provided: Bracket = async (manager, body) =>
  await run(function* () {
    const held = yield* useManager(manager)
    return yield* until(body(held))
  })

function useManager<T>(manager: Manager<T>): Operation<T> {
  return resource(function* (provide) {
    const held = yield* until(manager.enter())
    yield* ensure(() => until(manager.exit()))
    yield* provide(held)
  })
}

export default defineImplementation({
  name: 'effection',
  version: '4.1.1',
  homepage: 'https://frontside.com/effection/guides/v4/resources/',
  dialect,
  variants: {
    ensure: { bracket: ensured, tasks: ensuredTasks, runs: 5000 },
    finally: { tasks: finallyBlocks, runs: 3000 },
    resource: { bracket: provided },
  },
})
