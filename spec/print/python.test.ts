import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { python } from '../dialects/python.ts'
import { createCounter } from '../grammar/count.ts'
import { sentenceAt } from '../grammar/number.ts'
import { drawFrom } from '../grammar/random.fixture.ts'
import * as b from '../model/build.fixture.ts'
import * as p from '../model/python/build.fixture.ts'
import { runModel } from '../model/run.ts'
import type { Block, Program } from '../program/ast.ts'
import { profiles } from '../program/profiles.ts'
import { elaborate, programGrammar } from '../program/program.ts'
import { printPython } from './python.ts'

const print = (...main: Block): string => `\n${printPython(elaborate(p.program(main)))}`

test('errors', () => {
  expect(
    print(
      p.excepts([b.raise], [b.checkpoint, p.excepts([p.raiseFrom], [p.raiseCaught(1)]), p.raiseAgain]),
      b.tryFinally([p.raiseStop('StopIteration')], [b.returns('plain')]),
    ),
  ).toMatchInlineSnapshot(`
    "
    async def main():
        try:
            raise error("E1")
        except Exception as caught:
            log("main caught", caught)
            await checkpoint("c1")
            try:
                raise error("E2") from caught
            except Exception as caught2:
                log("main caught", caught2)
                raise caught
            raise
        try:
            raise StopIteration
        finally:
            return 1
    "
  `)
})

test('managers', () => {
  expect(
    print(
      p.held(
        [
          p.manager('again', { enter: { checkpoints: 1, outcome: 'entered' } }),
          p.manager('no truth', { lookup: 'property' }),
          p.manager('ends', { lookup: 'instance' }),
        ],
        b.repeat(2, p.held([p.byFunction(b.yieldsRecorded)]), b.leave),
      ),
      p.held([p.noManager, p.byFunction(b.event)]),
    ),
  ).toMatchInlineSnapshot(`
    "
    class NoTruth:
        def __bool__(self):
            raise ValueError


    class A:
        async def __aenter__(self):
            log("a enter")
            await checkpoint("c1")
            log("a entered")
            return 1

        async def __aexit__(self, kind, thrown, traceback):
            log("a exit", *[thrown] if thrown else [])
            if thrown:
                raise thrown
            log("a exited")


    class B:
        @property
        def __aenter__(self):
            log("b get aenter")
            return self.enter

        @property
        def __aexit__(self):
            log("b get aexit")
            return self.exit

        async def enter(self):
            log("b enter")
            log("b entered")
            return 2

        async def exit(self, kind, thrown, traceback):
            log("b exit", *[thrown] if thrown else [])
            log("b exited")
            return NoTruth()


    class C:
        def __init__(self):
            self.__aenter__ = self.other_enter
            self.__aexit__ = self.other_exit

        async def other_enter(self):
            log("c enter decoy")

        async def other_exit(self, *given):
            log("c exit decoy")

        async def __aenter__(self):
            log("c enter")
            log("c entered")
            return 3

        async def __aexit__(self, kind, thrown, traceback):
            log("c exit", *[thrown] if thrown else [])
            log("c exited")


    @asynccontextmanager
    async def open_d():
        log("d 2:", (yield 4))


    class F:
        def __enter__(self):
            log("f enter")

        def __exit__(self, *given):
            log("f exit")


    @asynccontextmanager
    async def open_g():
        log("g 4")
        return
        yield


    async def main():
        async with A() as a, B() as b, C() as c:
            log("main 1:", a, b, c)
            for i in range(2):
                async with open_d() as d:
                    log("main 3:", d)
                break
        async with F() as f, open_g() as g:
            log("main 5:", f, g)
    "
  `)
})

test('exit stacks', () => {
  expect(
    print(
      b.stack(
        'held',
        p.enter(p.manager('fails')),
        p.push('not awaitable'),
        p.callback('bare'),
        { kind: 'enlist', stack: 0, entry: { kind: 'reentrant' } },
        b.move(b.closeStack),
      ),
      b.stack('loose'),
    ),
  ).toMatchInlineSnapshot(`
    "
    class A:
        async def __aenter__(self):
            log("a enter")
            log("a entered")
            return 1

        async def __aexit__(self, kind, thrown, traceback):
            log("a exit", *[thrown] if thrown else [])
            raise error("E1")


    class B:
        async def __aenter__(self):
            log("b enter")
            log("b entered")
            return 2

        def __aexit__(self, kind, thrown, traceback):
            log("b exit", *[thrown] if thrown else [])


    async def exit_c():
        log("c exit")
        raise


    async def main():
        async with AsyncExitStack() as stack1:
            log("main 1:", await stack1.enter_async_context(A()))
            stack1.push_async_exit(B())
            stack1.push_async_callback(exit_c)
            async def exit_d():
                log("d exit")
                async def again_d():
                    log("d again")
                stack1.push_async_callback(again_d)
                log("d exited")
            stack1.push_async_callback(exit_d)
            async with stack1.pop_all() as stack2:
                await stack2.aclose()
                log("main 2")
        stack3 = AsyncExitStack()
    "
  `)
})

test('generators and tasks', () => {
  expect(
    print(
      b.open(
        [b.yields(), p.anext],
        p.asend('plain'),
        p.ask({ kind: 'athrow', error: 'GeneratorExit' }, false),
        { kind: 'concurrently', branches: [[p.athrow], [b.event]] },
        p.aclose,
      ),
    ),
  ).toMatchInlineSnapshot(`
    "
    async def task2():
        log("task2 5")


    async def main():
        async def gen1():
            yield 1
            await record("gen1 1:", g1.__anext__())
        g1 = gen1()
        await record("main 2:", g1.asend(2))
        log("main 3:", await g1.athrow(GeneratorExit()))
        async def task1():
            await record("task1 4:", g1.athrow(error("E1")))
        await concurrently(task1, task2)
        await record("main 6:", g1.aclose())
    "
  `)
})

test('loops', () => {
  expect(
    print(
      p.asyncFor(p.generator(b.event), [b.leave], { aclosing: true }),
      p.collect,
      p.asyncFor(p.iterator(['value', 'later', 'fails'], 'later'), [], { otherwise: [b.event] }),
    ),
  ).toMatchInlineSnapshot(`
    "
    async def gen1():
        log("gen1 1")
        return
        yield


    class It1:
        turn = 0

        def __aiter__(self):
            return self

        async def __anext__(self):
            log("it1 next")
            self.turn += 1
            if self.turn == 1:
                return 1
            if self.turn == 2:
                await checkpoint("c1")
                return 2
            if self.turn == 3:
                raise error("E1")
            raise StopAsyncIteration

        async def aclose(self):
            log("it1 aclose")
            await checkpoint("c2")


    async def main():
        async with aclosing(gen1()) as source1:
            async for value in source1:
                log("main 2:", value)
                break
        collect()
        async for value in It1():
            log("main 3:", value)
        else:
            log("main 4")
    "
  `)
})

test('what is not of the language is refused', () => {
  expect(() => print({ kind: 'labelled', body: [] })).toThrow(RangeError)
})

describe.each(profiles.filter(({ subject }) => subject === 'python'))(
  'programs of $chapter',
  ({ weights, largest }) => {
    const { programs } = programGrammar('python', weights)

    test('drawn ones are printed the same again, with nothing that a formatter would take away', () => {
      const draw = drawFrom(programs)
      fc.assert(
        fc.property(fc.nat(largest), fc.integer(), (most, seed) => {
          const program = draw(most, seed).sentence as unknown as Program
          const text = printPython(elaborate(program))
          expect(printPython(elaborate(structuredClone(program)))).toBe(text)
          expect(text).not.toMatch(/ $|\t|\n\n\n\n/m)
        }),
        { numRuns: 430 },
      )
    })

    // A block in which a generator or a stack has a name does not end where Python shows it: what follows may be in it.
    test('small ones of one text mean the same', () => {
      const counter = createCounter()
      const meanings = new Map<string, readonly string[]>()
      for (let size = 0; size <= 3; size++) {
        for (let index = 0n; index < counter.count(programs, size); index++) {
          const program = elaborate(sentenceAt(counter, programs, { size, index }) as unknown as Program)
          const text = printPython(program)
          const { trace } = runModel(program, [], python)
          expect(meanings.get(text) ?? trace).toEqual(trace)
          meanings.set(text, trace)
        }
      }
    })
  },
)
