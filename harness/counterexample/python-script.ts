import { printPython } from '../../spec/print/python.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import { asyncioPrelude } from './asyncio-script.ts'

/** The parts of a script around the program. */
export interface PythonScript {
  readonly program: Elaborated
  readonly schedule: readonly number[]
  readonly about: readonly string[]
  /** What it must print. */
  readonly trace: readonly string[]
}

/** Gives a case in Python as a script that runs by itself: see `scriptFor`. */
export function pythonScript({ program, schedule, about, trace }: PythonScript): string {
  const text = printPython(program).trimEnd()
  return [
    ...comment(about),
    ...comment(['Run it with python3 FILE.py (Python 3.11 or later); what it must print stands at the end.']),
    text.includes('asyncio.') ? asyncioPrelude(schedule) : prelude(schedule),
    '',
    '',
    text,
    '',
    '',
    'run(main)',
    '',
    ...comment(['Expected:', ...trace.map(event => `  ${event}`)]),
    '',
  ].join('\n')
}

function comment(lines: readonly string[]): string[] {
  return lines.map(line => `# ${line}`)
}

/** The driver of impls/cpython without what only wrong programs need. */
function prelude(schedule: readonly number[]): string {
  return `import gc, sys, types, weakref
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

schedule = [${schedule.join(', ')}]  # at each step, which waiting checkpoint goes next: 0 is the oldest
ready, waiting, iterated, abandoned, step = [], [], [], [], 0
sys.set_asyncgen_hooks(iterated.append, abandoned.append)

class error(Exception):
    pass

def show(value):
    if not isinstance(value, BaseException):
        return value
    name = value if isinstance(value, error) else type(value).__name__
    if value.__cause__:
        return f"{name} from {show(value.__cause__)}"
    return f"{name} <- {show(value.__context__)}" if value.__context__ else name

def log(text, *values):
    print(text, *map(show, values))

async def record(text, awaitable):
    try:
        value = await awaitable
    except BaseException as thrown:
        log(f"{text} throws", thrown)
    else:
        log(*[text, value] if text.endswith(":") else [f"{text} returns"] + [value] * (value is not None))

@types.coroutine
def checkpoint(name):
    return (yield lambda task: waiting.append((step, int(name[1:]), name, task)))

@types.coroutine
def concurrently(*branches):
    running = set(branches)
    async def run_branch(branch, parent):
        await record(branch.__name__, branch())
        running.discard(branch)
        if not running:
            ready.append((parent, None))
    yield lambda parent: ready.extend((run_branch(branch, parent), None) for branch in branches)

async def finalise(generator):
    try:
        await generator.aclose()
    except BaseException as thrown:
        log("finaliser throws", thrown)

def collect():  # abandoned generators are held until here
    order, held = [id(one) for one in iterated], [weakref.ref(one) for one in iterated]
    iterated.clear()
    gc.collect()
    abandoned.sort(key=lambda one: order.index(id(one)))
    ready.extend((finalise(one), None) for one in abandoned)
    abandoned.clear()
    iterated.extend(one() for one in held if one())

def run(main):
    global step
    async def run_main():
        await record("main", main())
        ended.append(True)
    ended = []
    ready.append((run_main(), None))
    while ready or waiting:
        if ready:
            task, value = ready.pop(0)
            try:
                request = task.send(value)
            except StopIteration:
                continue
            request(task)
        else:
            waiting.sort(key=lambda one: one[:2])
            choice = schedule[step] if step < len(schedule) else 0
            _, _, name, task = waiting.pop(choice % len(waiting))
            step += 1
            print(f"> {name}")
            ready.append((task, name))
    if not ended:
        print("main hangs")
    sys.stdout.flush()`
}
