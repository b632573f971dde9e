import { expect, test } from 'vitest'
import { routeTimers } from './clock.ts'
import { runBatch } from './run-batch.ts'
import type { World } from './world.ts'

routeTimers()

const wait = (delay: number): Promise<void> => new Promise(resolve => setTimeout(resolve, delay))
const run = async (...starts: ((world: World) => Promise<unknown>)[]) => {
  const runnables = starts.map(start => ({ schedule: [], start }))
  const { traces } = await runBatch(runnables, { contextOf: null, turns: 1 })
  return traces.map(trace => trace.join(', '))
}

test('timers fire in the order of their time, without waiting', async () => {
  const day = 24 * 60 * 60 * 1000
  const traces = await run(async ({ log, record }) => {
    await Promise.all([record('late', wait(2 * day)), record('early', wait(day))])
    log('main 1')
  })
  expect(traces).toEqual(['early returns, late returns, main 1, main returns'])
})

test('time goes on only when no checkpoint waits', async () => {
  const traces = await run(async ({ checkpoint, record }) => {
    await Promise.all([record('timer', wait(1)), record('checkpoint', checkpoint('c1'))])
  })
  expect(traces).toEqual(['> c1, checkpoint returns c1, timer returns, main returns'])
})

test('what runs beside a case does not change its time', async () => {
  const twice = async ({ log, checkpoint }: World) => {
    const slow = wait(10).then(() => log('slow'))
    await checkpoint('c1')
    await wait(5)
    log('quick')
    await slow
  }
  const busy = async () => {
    for (let i = 0; i < 20; i++) await wait(1)
  }
  const [alone] = await run(twice)
  expect(await run(busy, twice, busy)).toEqual(['main returns', alone, 'main returns'])
})

test('a timer that is cleared does not fire, and an interval that is not is given up', async () => {
  const traces = await run(
    async ({ log }) => {
      clearTimeout(setTimeout(() => log('cleared'), 1))
      await wait(2)
    },
    () => new Promise(() => void setInterval(() => {}, 1)),
  )
  expect(traces).toEqual(['main returns', 'main hangs'])
})

test('between batches the timers are the real ones', () => {
  const timer = setTimeout(() => {}, 0)
  expect(timer).toHaveProperty('hasRef')
  clearTimeout(timer)
})

test('signals that abort after some time do so on the virtual clock', async () => {
  const traces = await run(async ({ log }) => {
    const signal = AbortSignal.timeout(60 * 60 * 1000)
    await new Promise(resolve => signal.addEventListener('abort', resolve))
    log('main 1', signal.reason)
  })
  expect(traces).toEqual(['main 1 TimeoutError, main returns'])
})

test('the ticks of undici stay real: where they are not, every server is too slow', async () => {
  const onTick = (): void => {}
  const traces = await run(async ({ log }) => {
    clearTimeout(setTimeout(onTick, 499))
    setTimeout(onTick, 499).unref()
    log('main 1')
    await new Promise(() => {})
  })
  expect(traces).toEqual(['main 1, main hangs'])
})
