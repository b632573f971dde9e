import type { Mutant } from '../mutant.ts'
import { aside, definitionsOf, type Flaw, pythonWith, type Seam } from './flawed.ts'
import { generators } from './generator/seam.ts'
import { block, type Statement } from './text.ts'

export const loops = {
  definitions: definitionsOf('loop'),
  change: (statement: Statement, fresh: () => number): readonly Statement[] => {
    const [{ head, within }, ...others] = statement
    // What aclosing holds is not iterated bare.
    const source = /^async for value in (?!source\d)(.*):$/.exec(head)?.[1]
    if (!source) return [statement]
    const name = `loop${fresh()}`
    const loop = [{ head: `async for value in ${name}:`, within }, ...others] as const
    return [block(`async with Loop(${source}) as ${name}:`, [loop])]
  },
} satisfies Seam

const withLoop = (flaw: Flaw): Mutant['implementation'] => pythonWith([loops], flaw)
const withAclosing = (flaw: Flaw): Mutant['implementation'] => pythonWith([aside], flaw)

/** Wrong about async for, about aclosing, or about what becomes of a generator that is left. */
export const iteration: readonly Mutant[] = [
  {
    name: 'aclosing-closes-after-errors-only',
    rule: 'iteration.break-closes',
    flaw: 'aclosing closes only what an error leaves.',
    implementation: withAclosing({
      python: `
        class aclosing(aclosing):
            async def __aexit__(self, kind, error, traceback):
                if error:
                    await super().__aexit__(kind, error, traceback)`,
    }),
  },
  {
    name: 'aclosing-does-not-wait',
    rule: 'iteration.break-closes',
    flaw: 'aclosing closes in a task of its own, which nobody waits for.',
    implementation: withAclosing({
      python: `
        class aclosing(aclosing):
            async def __aexit__(self, kind, error, traceback):
                await aside(super().__aexit__(kind, error, traceback))`,
    }),
  },
  {
    name: 'aclosing-keeps-error-of-body',
    rule: 'iteration.body-error-wins',
    flaw: 'Under aclosing the error of the body goes on when closing fails too, as in ECMAScript.',
    implementation: withAclosing({
      python: `
        class aclosing(aclosing):
            async def __aexit__(self, kind, error, traceback):
                try:
                    await super().__aexit__(kind, error, traceback)
                except Exception:
                    if not error:
                        raise`,
    }),
  },
  {
    name: 'async-for-closes-what-it-leaves',
    rule: 'iteration.break-leaves-open',
    flaw: 'A bare async for that is left early closes what it iterates, as PEP 533 would have it.',
    implementation: withLoop({
      python: `
        class Loop(Loop):
            async def left(self, source, error):
                if self.state == "left" and not isinstance(error, GeneratorExit):
                    await source.aclose()`,
    }),
  },
  {
    name: 'closed-generator-closes-what-it-iterates',
    rule: 'iteration.orphan-inner-stays-open',
    flaw: 'Closing a generator closes the one that it iterates.',
    implementation: withLoop({
      python: `
        class Loop(Loop):
            async def left(self, source, error):
                if self.state == "left" and isinstance(error, GeneratorExit):
                    await source.aclose()`,
    }),
  },
  {
    name: 'async-for-closes-at-the-end',
    rule: 'iteration.no-close-after-end',
    flaw: 'An iterator that has come to its end is closed.',
    implementation: withLoop({
      python: `
        class Loop(Loop):
            async def left(self, source, error):
                if self.state == "ended":
                    await source.aclose()`,
    }),
  },
  {
    name: 'async-for-closes-after-failure',
    rule: 'iteration.no-close-after-failure',
    flaw: 'An iterator whose __anext__ has failed is closed.',
    implementation: withLoop({
      python: `
        class Loop(Loop):
            async def left(self, source, error):
                if self.state == "failed":
                    await source.aclose()`,
    }),
  },
  {
    name: 'abandoned-generator-never-finalised',
    rule: 'iteration.finaliser-runs-once',
    flaw: 'A generator that has been iterated is held for ever, and its cleanup never runs.',
    implementation: pythonWith([generators], {
      python: `
        held = []
        class Generator(Generator):
            def __init__(self, native):
                super().__init__(native)
                held.append(native)`,
    }),
  },
  {
    name: 'else-of-a-loop-runs-after-break',
    rule: 'iteration.trace',
    flaw: 'The else of a loop runs after a break as well.',
    implementation: pythonWith([], {
      change: statement => {
        const [loop, otherwise] = statement
        return /^async for\b/.test(loop.head) && otherwise ? [[loop], ...otherwise.within] : [statement]
      },
    }),
  },
]
