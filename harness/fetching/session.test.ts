import { expect, test } from 'vitest'
import { plain } from '../../spec/program/client/build.fixture.ts'
import type { ElaboratedClient, Held } from '../../spec/program/client/elaborated.ts'
import { elaborate } from '../../spec/program/program.ts'
import { createWorld } from '../world/world.ts'
import { createSession } from './session.ts'

const program = elaborate({ kind: 'client', held: [plain], signal: 'quiet', then: 'goes on' }) as ElaboratedClient
const [held] = program.held as [Held]

function session(seesErrors = true) {
  const world = createWorld([], { count: 0 }, null)
  return { world, ...createSession(held, world, seesErrors) }
}

test('fetches only while it is open', async () => {
  const { enter, exit } = session()
  const fetch = await enter()
  await exit()
  await expect(fetch('http://aexit.test/1/r1')).rejects.toThrow('The session is not open: s1')
})

test('requests nothing with a signal that is aborted, and gives its reason', async () => {
  const { enter, world } = session()
  const fetch = await enter()
  const reason = world.error('E1')
  await expect(fetch('http://aexit.test/1/r1', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
})

test('shows the error that it is told, also one that is wrapped, where exits see errors', async () => {
  const told = session()
  const error = told.world.error('E1')
  await told.exit({ error: new Error('wrapped', { cause: error }) })
  expect(told.world.trace).toEqual(['s1 exit E1', 's1 exited'])
  const blind = session(false)
  await blind.exit({ error })
  expect(blind.world.trace).toEqual(['s1 exit', 's1 exited'])
})
