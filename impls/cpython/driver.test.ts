import { describe, expect, test } from 'vitest'
import { type BatchOptions, type Runnable, runBatch } from '../../harness/world/run-batch.ts'
import { evaluateIn } from './process.ts'
import { batch, examples } from './programs.fixture.ts'
import { python } from './python.fixture.ts'

const evaluate = evaluateIn(python?.command ?? '')

describe.skipIf(!python)('the driver', () => {
  test('runs each example as it must', async () => {
    const traces = await evaluate(batch)
    expect(traces.map((trace, i) => `${examples[i]?.what}: ${trace.join('; ')}`)).toEqual(
      examples.map(({ what, trace }) => `${what}: ${trace}`),
    )
  })

  test('stops a program that does not end', async () => {
    const loop = (body: string) => ({ source: `async def main():\n    while True:\n        ${body}\n`, schedule: [] })
    const [logs, waits, then] = await evaluate([
      loop('log("main 1")'),
      loop('await checkpoint("c1")'),
      { source: 'async def main():\n    log("main 1")\n', schedule: [] },
    ])
    for (const trace of [logs, waits]) {
      expect(trace).toHaveLength(501)
      expect(trace?.at(-1)).toBe('does not end')
    }
    expect(then).toEqual(['main 1', 'main returns'])
  })

  test('refuses a program that Python does not take', async () => {
    const refused = ['async def main(:\n', 'async def gen1():\n    yield 1\n    return 1\n', 'x = 1\n']
    const [unclosed, valued, mainless] = await evaluate(refused.map(source => ({ source, schedule: [] })))
    expect(unclosed?.[0]).toMatch(/^refused SyntaxError: /)
    expect(valued?.[0]).toMatch(/^refused SyntaxError: .*return.* with value/)
    expect(mainless).toEqual(["refused KeyError: 'main'"])
  })

  test('cuts a ring of errors at the same depth, in a list as by itself', async () => {
    const source = [
      'async def main():',
      '    ring = error("E1")',
      '    ring.__context__ = ExceptionGroup("", [ring])',
      '    log("main 1:", ring)',
      '    log("main 2:", [ring])',
    ]
    const [[alone, inList] = []] = await evaluate([{ source: source.join('\n'), schedule: [] }])
    expect(alone).toContain('…')
    expect(inList).toBe(alone?.replace('main 1: ', 'main 2: [').concat(']'))
  })

  test('gives no traces for an empty batch', async () => {
    expect(await evaluate([])).toEqual([])
  })

  test('releases checkpoints in the order in which the other driver does', async () => {
    const all = Array.from({ length: 300 }, (_, seed) => drawn(seed))
    const traces = await evaluate(all.map(({ tasks, schedule }) => ({ source: inPython(tasks), schedule })))
    const options: BatchOptions = { contextOf: null, turns: 1 }
    const others = await runBatch(all.map(inEcmascript), options)
    expect(traces).toEqual(others.traces)
    expect(new Set(traces.map(trace => trace.join())).size).toBeGreaterThan(250)
  })
})

/** Tasks that do nothing but pass checkpoints, some of which several tasks pass. */
interface Drawn {
  readonly tasks: readonly (readonly number[])[]
  readonly schedule: readonly number[]
}

function drawn(seed: number): Drawn {
  let state = seed + 1
  const random = (below: number): number => {
    // Lehmer's generator: its first values for small seeds are small too.
    for (let i = 0; i < 3; i++) state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const list = (most: number, below: number) => Array.from({ length: random(most + 1) }, () => random(below))
  return { tasks: Array.from({ length: 2 + random(4) }, () => list(5, 15)), schedule: list(12, 7) }
}

function inPython(tasks: Drawn['tasks']): string {
  const body = (places: readonly number[]) => places.map(place => `    await checkpoint("c${place}")\n`).join('')
  const named = tasks.map((places, i) => `async def task${i}():\n${body(places)}    return ${i}\n`)
  const names = tasks.map((_, i) => `task${i}`)
  return `${named.join('\n')}\nasync def main():\n    await concurrently(${names.join(', ')})\n`
}

function inEcmascript({ tasks, schedule }: Drawn): Runnable {
  return {
    schedule,
    start: async ({ checkpoint, record }) => {
      const run = async (places: readonly number[], i: number): Promise<number> => {
        for (const place of places) await checkpoint(`c${place}`)
        return i
      }
      await Promise.all(tasks.map((places, i) => record(`task${i}`, run(places, i))))
    },
  }
}
