import type { PythonCase } from '../../harness/index.ts'

/** A program written by hand, and what must be observed of it on every Python that the driver supports. */
export interface Example {
  readonly what: string
  readonly source: string
  readonly schedule?: PythonCase['schedule']
  readonly trace: string
}

const managers = `
class A:
    async def __aenter__(self):
        log("a enter")
        await checkpoint("c1")
        log("a entered")
        return 1

    async def __aexit__(self, kind, thrown, traceback):
        log("a exit", thrown)
        await checkpoint("c2")
        raise error("E2")
`

const generator = `
async def gen1():
    try:
        log("gen1 1")
        yield 1
    finally:
        log("gen1 2")
        await checkpoint("c1")
        log("gen1 3")
`

/** Two tasks, with two checkpoints each. */
const tasks = `
async def task1():
    await checkpoint("c1")
    log("task1 1")
    await checkpoint("c2")

async def task2():
    await checkpoint("c3")
    log("task2 2")
    await checkpoint("c4")
    raise error("E1")

async def main():
    await concurrently(task1, task2)
    log("main 3")
`

export const examples: readonly Example[] = [
  {
    what: 'a manager, with the context of its error',
    source: `${managers}
async def main():
    try:
        async with A() as value:
            log("main 1:", value)
            raise error("E1")
    except Exception as caught:
        log("main caught", caught)
    return 4
`,
    trace: 'a enter; > c1; a entered; main 1: 1; a exit E1; > c2; main caught E2 <- E1; main returns 4',
  },
  {
    what: 'tasks, oldest first',
    source: tasks,
    trace: '> c1; task1 1; > c3; task2 2; > c2; task1 returns; > c4; task2 throws E1; main 3; main returns',
  },
  {
    what: 'tasks, as the schedule says',
    source: tasks,
    schedule: [1, 3, 1],
    trace: '> c3; task2 2; > c4; task2 throws E1; > c1; task1 1; > c2; task1 returns; main 3; main returns',
  },
  {
    what: 'an error of one task is no context of the next',
    source: `
async def task1():
    raise error("E1")

async def task2():
    raise error("E2")

async def main():
    await concurrently(task1, task2)
    try:
        raise error("E3")
    except Exception:
        await checkpoint("c1")
    raise error("E4")
`,
    trace: 'task1 throws E1; task2 throws E2; > c1; main throws E4',
  },
  {
    what: 'what is recorded',
    source: `
async def fails():
    raise error("E1")

async def gives():
    return 2

async def gives_nothing():
    pass

async def main():
    await record("main 1:", gives())
    await record("main 2:", gives_nothing())
    await record("main 3:", fails())
    await record("main 4", gives())
    await record("main 5", gives_nothing())
    await record("main 6", fails())
    await record("main 7:", checkpoint("c1"))
`,
    trace:
      'main 1: 2; main 2: None; main 3: throws E1; main 4 returns 2; main 5 returns; main 6 throws E1; > c1; ' +
      'main 7: c1; main returns',
  },
  {
    what: 'how errors are shown',
    source: `
async def main():
    try:
        try:
            raise error("E1")
        finally:
            raise KeyError("k")
    except Exception as caught:
        log("main 1:", caught)
    try:
        raise error("E2") from ValueError()
    except Exception as caught:
        log("main 2:", caught)
    try:
        try:
            raise error("E3")
        except Exception as inner:
            raise ExceptionGroup("both", [inner, error("E4")])
    except Exception as caught:
        log("main 3:", caught)
    a, b = error("E5"), error("E6")
    a.__context__, b.__context__ = b, a
    log("main 4:", a)
    log("main 5:", None, True, 1, "text", [1, None], ValueError, object())
`,
    trace:
      'main 1: KeyError <- E1; main 2: E2 from ValueError; main 3: ExceptionGroup(E3, E4) <- E3; ' +
      `main 4: ${'E5 <- E6 <- '.repeat(10)}…; main 5: None True 1 text [1, None] ValueError object; main returns`,
  },
  {
    what: 'an end that no program has to have',
    source: 'async def main():\n    raise KeyboardInterrupt\n',
    trace: 'main throws KeyboardInterrupt',
  },
  {
    what: 'a program that leaves Python',
    source: 'import sys\n\nasync def main():\n    await checkpoint("c1")\n    sys.exit(3)\n',
    trace: '> c1; main throws SystemExit',
  },
  {
    what: 'StopIteration that leaves a coroutine',
    source: 'async def main():\n    raise StopIteration\n',
    trace: 'main throws RuntimeError from StopIteration',
  },
  {
    what: 'a generator that is left open stays so',
    source: `${generator}
async def main():
    async for value in gen1():
        log("main 1:", value)
        break
    await checkpoint("c2")
`,
    trace: 'gen1 1; main 1: 1; > c2; main returns',
  },
  {
    what: 'and is closed in a task of its own',
    source: `${generator}
async def main():
    async for value in gen1():
        log("main 1:", value)
        break
    collect()
    log("main 2")
    await checkpoint("c2")
    log("main 3")
`,
    trace: 'gen1 1; main 1: 1; main 2; gen1 2; > c1; gen1 3; > c2; main 3; main returns',
  },
  {
    what: 'generators are closed in the order in which they were begun, in cycles or not',
    source: `
class Holder:
    pass

async def gen(number):
    holder = Holder()
    holder.own = holder
    try:
        yield number
    finally:
        log(f"gen{number} 1")

async def task1():
    kept = [gen(1), gen(2), gen(3)]
    for one in (kept[1], kept[2], kept[0]):
        await anext(one)
    cycle = Holder()
    cycle.own, cycle.first = cycle, kept[1]

async def main():
    await concurrently(task1)
    log("main 2")
    collect()
    await checkpoint("c1")
`,
    trace: 'task1 returns; main 2; gen2 1; gen3 1; gen1 1; > c1; main returns',
  },
  {
    what: 'what an abandoned generator iterates waits until that one is closed',
    source: `
async def gen1():
    try:
        yield 1
    finally:
        log("gen1 1")

async def gen2():
    try:
        async for value in gen1():
            yield value
    finally:
        log("gen2 2")
        await checkpoint("c1")

async def main():
    async for _ in gen2():
        break
    collect()
    await checkpoint("c2")
    log("main 3")
    collect()
    await checkpoint("c3")
`,
    trace: 'gen2 2; > c1; > c2; main 3; gen1 1; > c3; main returns',
  },
  {
    what: 'cleanup that fails where nobody waits',
    source: `
async def gen1():
    try:
        yield
    finally:
        raise error("E1")

async def main():
    async for _ in gen1():
        break
    collect()
    await checkpoint("c1")
`,
    trace: 'finaliser throws E1 <- GeneratorExit; > c1; main returns',
  },
  {
    what: 'a coroutine that is dropped, and waits in its cleanup',
    source: `
async def sub():
    try:
        await checkpoint("c1")
    finally:
        await checkpoint("c2")

async def main():
    one = sub()
    one.send(None)
    del one
    log("main 1")
`,
    trace: 'unraisable RuntimeError; main 1; main returns',
  },
  {
    what: 'a generator that yields while it is being closed is left there',
    source: `
async def gen1():
    try:
        yield 1
    except BaseException as caught:
        log("gen1 caught", caught)
        yield 2
    finally:
        await checkpoint("c1")

async def main():
    async with aclosing(gen1()) as source1:
        async for value in source1:
            break
`,
    trace: 'gen1 caught GeneratorExit; main throws RuntimeError',
  },
  {
    what: 'what an earlier program has left is not found by a later one',
    source: `${generator}
async def main():
    collect()
    await checkpoint("c1")
`,
    trace: '> c1; main returns',
  },
  {
    what: 'a program that hangs',
    source: `
import types

@types.coroutine
def never():
    yield type("Never", (), {"begin": lambda self, world, task: None})()

async def main():
    try:
        log("main 1")
        await never()
    finally:
        try:
            log("main 2")
        finally:
            await checkpoint("c1")
`,
    trace: 'main 1; main hangs',
  },
  {
    what: 'what waits when main has ended goes on',
    source: `
async def sub():
    await checkpoint("c1")
    log("main 2")

async def gen1():
    try:
        yield
    finally:
        await sub()

async def main():
    async for _ in gen1():
        break
    collect()
    log("main 1")
`,
    trace: 'main 1; main returns; > c1; main 2',
  },
  {
    what: 'what a program prints is no event',
    source:
      'import os\n\nasync def main():\n    print("[[1]]", flush=True)\n    os.write(1, b"[[2]]\\n")\n    log("main 1")\n',
    trace: 'main 1; main returns',
  },
  {
    what: 'a return in finally, of which Python 3.14 warns',
    source: 'async def main():\n    try:\n        raise error("E1")\n    finally:\n        return 1\n',
    trace: 'main returns 1',
  },
]

/** A batch runs them in this order: what each leaves behind is there for the next. */
export const batch = examples.map(({ source, schedule = [] }) => ({ source, schedule }))
