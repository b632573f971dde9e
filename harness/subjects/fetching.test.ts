import { setImmediate } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { elaborate } from '../../spec/program/program.ts'
import { smokeCases } from '../campaign/smoke.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { resolveVariants } from '../implementation/resolve.ts'
import { makeSubjects } from './make-subjects.ts'

/** The subjects of something that fetches, which gives nothing. */
function subjectsOf(fetching: Implementation['fetching'] = {}) {
  return resolveVariants({ name: 'pool', async *fetchAll() {}, fetching }, './pool.ts').flatMap(makeSubjects)
}

test('a tier is there where requests can reach it', () => {
  const kinds = (fetching?: Implementation['fetching']) => subjectsOf(fetching).map(({ kind }) => kind)
  expect(kinds()).toEqual(['fetchStub', 'fetchMsw', 'fetchServer'])
  expect(kinds({ globalFetch: false })).toEqual(['fetchMsw', 'fetchServer'])
  expect(kinds({ globalFetch: false, intercepted: false })).toEqual(['fetchServer'])
})

test('a client is there on each tier, whatever fetchAll goes through', () => {
  const client: Implementation['client'] = (_, { session }) => ({
    enter: async () => (await session.enter())(''),
    exit: session.exit,
  })
  const [http] = resolveVariants({ name: 'http', client, fetching: { globalFetch: false } }, './http.ts')
  expect(http && makeSubjects(http).map(({ kind }) => kind)).toEqual(['clientStub', 'clientMsw', 'clientServer'])
})

test('a process that cannot go on is a crash, with its reason', async () => {
  const [subject] = subjectsOf({
    globalFetch: false,
    intercepted: false,
    idle: () => Promise.reject(new Error('python3 is ended by SIGKILL')),
  })
  const cases = smokeCases('fetchServer', ecmascript).map(({ program, schedule }) => ({
    program: elaborate(program),
    schedule,
  }))
  await expect(subject?.observe(cases)).rejects.toMatchObject({
    name: 'ImplementationCrash',
    message: 'does not come to rest: Error: python3 is ended by SIGKILL',
  })
})

test('what becomes of a request that is never answered, when its case is over, is held against nobody', async () => {
  const fetchAll: Implementation['fetchAll'] = async function* ([url = '']) {
    void fetch(url)
  }
  const [subject] = resolveVariants({ name: 'forgets', fetchAll }, './forgets.ts').flatMap(makeSubjects)
  const program = elaborate({
    kind: 'fetching',
    concurrency: 1,
    urls: [{ kind: 'never' }],
    signal: 'quiet',
    consumer: { waits: false, turns: [], then: 'goes on' },
  })
  const [trace] = (await subject?.observe([{ program, schedule: [] }])) ?? []
  const unheard = vi.fn()
  process.on('unhandledRejection', unheard)
  await setImmediate()
  process.off('unhandledRejection', unheard)
  expect(trace).toEqual(['r1 request', 'main 2', 'main returns'])
  expect(unheard).not.toHaveBeenCalled()
})
