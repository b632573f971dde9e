import { expect, test } from 'vitest'
import { type Runnable, runBatch } from './run-batch.ts'
import type { World } from './world.ts'

const options = { contextOf: null, turns: 2 }
const program = (start: (world: World) => unknown): Runnable => ({
  schedule: [],
  start: start as (world: World) => Promise<unknown>,
})
const traceOf = async (start: (world: World) => unknown) => (await runBatch([program(start)], options)).traces[0]

test('a promise that never settles hangs, and others beside it do not', async () => {
  const never = program(() => new Promise(() => {}))
  const ends = program(async world => void (await world.checkpoint('c1')))
  expect((await runBatch([never, ends], options)).traces).toEqual([['main hangs'], ['> c1', 'main returns']])
})

test('what is no promise is an answer', async () => {
  expect(await traceOf(() => undefined)).toEqual(['main returns'])
  expect(await traceOf(() => 3)).toEqual(['main returns 3'])
  expect(await traceOf(() => ({ then: 1 }))).toEqual(['main returns object'])
})

test('a program that does not end is stopped', async () => {
  const trace = await traceOf(async world => {
    for (;;) world.log('main 1')
  })
  expect(trace).toHaveLength(502)
  expect(trace?.slice(-2)).toEqual(['does not end', 'main hangs'])
})

test('a process that takes part is waited for, as long as anything comes of it', async () => {
  const asked: (() => void)[] = []
  const ask = () => new Promise<void>(resolve => asked.push(resolve))
  // It gets to its work when it is waited for, and to one thing at a time.
  const elsewhere = async () => asked.shift()?.()
  const asks = program(async world => {
    for (const n of [1, 2]) {
      await ask()
      world.log(`main ${n}`)
    }
  })
  const beside = program(async world => void (await world.checkpoint('c1').then(() => world.log('main 1'))))
  const both = program(world => Promise.all([asks.start(world), beside.start(world)]).then(() => {}))
  expect((await runBatch([both], { ...options, elsewhere })).traces).toEqual([
    ['main 1', 'main 2', '> c1', 'main 1', 'main returns'],
  ])
})

test('what comes a turn after the end is late', async () => {
  expect(
    await traceOf(async world => {
      await world.checkpoint('c1')
      setImmediate(() => setImmediate(() => world.log('a exit')))
    }),
  ).toEqual(['> c1', 'main returns', 'late a exit'])
})

test('what comes after the batch is said in the next one', async () => {
  let kept: World | null = null
  const first = await traceOf(async world => {
    kept = world
  })
  ;(kept as World | null)?.log('a exit')
  expect(first).toEqual(['main returns'])
  await expect(traceOf(async () => {})).rejects.toMatchObject({
    message: 'goes on when its case has ended: a exit',
    blame: 'earlier',
  })
  expect(await traceOf(async () => {})).toEqual(['main returns'])
})

test('rejections that nobody listens to are told from each other by whose error they carry', async () => {
  const refuse = () => {
    throw new Error('not to be read')
  }
  const own = program(async world => void Promise.reject(world.error('E1')))
  const carried = program(async world => void Promise.reject(Object.freeze({ cause: world.error('E1') })))
  const closed = program(async () => void Promise.reject(new Proxy({}, { get: refuse, has: refuse })))
  const { traces, strays } = await runBatch([own, carried, closed], options)
  expect(traces).toEqual([['main returns', 'unhandled E1'], ['main returns', 'unhandled object'], ['main returns']])
  expect(strays).toBe(1)
})

test('whoever stops the watch for rejections is told so', async () => {
  const others = process.listeners('unhandledRejection')
  try {
    await expect(
      traceOf(async () => {
        process.removeAllListeners('unhandledRejection')
      }),
    ).rejects.toThrow('removes the listeners of process for unhandledRejection')
  } finally {
    for (const listener of others) process.on('unhandledRejection', listener)
  }
})
