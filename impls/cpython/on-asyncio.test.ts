import { expect, test } from 'vitest'
import { pythonOf } from '../../harness/index.ts'
import { taskExamples } from '../../spec/model/python/asyncio/examples.fixture.ts'
import { program } from '../../spec/model/python/build.fixture.ts'
import { runModel } from '../../spec/model/run.ts'
import { printPython } from '../../spec/print/python.ts'
import { elaborate } from '../../spec/program/program.ts'
import { evaluateIn } from './process.ts'
import { python } from './python.fixture.ts'

test.skipIf(!python)('this Python shows of each example what the model says of its version', async () => {
  const programs = taskExamples.map(({ main }) => elaborate(program(main)))
  const batch = programs.map((one, i) => ({ source: printPython(one), schedule: taskExamples[i]?.schedule ?? [] }))
  const traces = await evaluateIn(python?.command ?? '')(batch)
  const expected = programs.map((one, i) => {
    const { trace } = runModel(one, batch[i]?.schedule ?? [], pythonOf(python?.release ?? ''))
    return `${taskExamples[i]?.title}: ${trace.join('; ')}`
  })
  expect(traces.map((trace, i) => `${taskExamples[i]?.title}: ${trace.join('; ')}`)).toEqual(expected)
})

/** Sleeps, so that it runs on asyncio. */
const main = (body: string) => ({ source: `async def main():\n${body}`, schedule: [] })

test.skipIf(!python)('ends what does not end, and tells nothing of it to the next', async () => {
  const [many, hangs, then] = await evaluateIn(python?.command ?? '')([
    main('    while True:\n        log("main 1")\n        await asyncio.sleep(1)\n'),
    main('    try:\n        await asyncio.Event().wait()\n    finally:\n        log("main 1")\n'),
    main('    await asyncio.sleep(1)\n    await checkpoint("c1")\n'),
  ])
  expect(many).toHaveLength(501)
  expect(many?.at(-1)).toBe('does not end')
  expect(hangs).toEqual(['main hangs'])
  expect(then).toEqual(['> clock 1', '> c1', 'main returns'])
})
