import { describe, expect, test } from 'vitest'
import { createLocalRunner } from '../../../harness/campaign/local-runner.ts'
import { runRanges } from '../../../harness/campaign/ranges.ts'
import type { Selection } from '../../../harness/campaign/runner.ts'
import { resolveVariants } from '../../../harness/implementation/resolve.ts'
import { missing } from '../../cpython/python.fixture.ts'
import { managers } from './context-manager/seam.ts'
import { stacks } from './exit-stack.ts'
import { aside, pythonWith } from './flawed.ts'
import { generators } from './generator/seam.ts'
import { loops } from './iteration.ts'
import { rewrite } from './text.ts'

const cases = 600

// What the mutants are made of must be right itself: else a rule could be broken by something else than the flaw.
if (missing) test.skip(missing)
else {
  test.for([
    ['managers', 'context-manager', [aside, managers]],
    ['stacks', 'exit-stack', [stacks]],
    ['generators', 'generator', [generators]],
    ['loops', 'iteration', [loops]],
    ['generators of loops', 'iteration', [generators]],
  ] as const)('%s that stand for those of Python break no rule', async ([name, chapter, seams]) => {
    const [python] = resolveVariants({ ...pythonWith(seams, {}), name }, name)
    if (!python) throw new Error(`Expected ${name} to be one implementation, but it resolves to none.`)
    const selection: Selection = { chapter, subject: 'python', seed: 1, runs: cases }
    const { cases: done, failures } = await runRanges(createLocalRunner(python), selection, { seed: 1 })
    expect([...failures]).toEqual([])
    expect(done).toBe(cases)
  })
}

const source = `
class A:
    def __init__(self):
        self.value = 1

    async def __aenter__(self):
        pass


async def main():
    try:
        async with A() as a, open_b() as b:
            log("main 1:", a, b)
    except Exception as caught:
        async for value in gen1():
            break
        else:
            log("main 2")
    finally:
        return
`.trim()

describe('the text of a program', () => {
  test('is the same after it was taken apart', () => {
    expect(rewrite(source, statement => [statement])).toBe(source.replaceAll(/([^\n]\n)\n(?=[^\n])/g, '$1'))
  })

  test('is changed where a seam is', () => {
    const main = rewrite(rewrite(source, managers.change), loops.change).split('\n\n\n')[1]
    expect(main).toMatchInlineSnapshot(`
      "async def main():
          try:
              async with Held(A(), statement1 := Statement()) as a, Held(open_b(), statement1) as b:
                  log("main 1:", a, b)
          except Exception as caught:
              async with Loop(gen1()) as loop1:
                  async for value in loop1:
                      break
                  else:
                      log("main 2")
          finally:
              return"
    `)
  })
})
