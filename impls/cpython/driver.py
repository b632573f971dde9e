"""
Runs generated programs and tells what happened: the Python side of the suite, for CPython 3.11 and later.

A case is the text of a program and a schedule. The text ends with `async def main()`; the free names that it may use
are those of `World.namespace`. Tasks are driven by a trampoline (PEP 492: `coroutine.send`) and not by an event loop:
nothing happens between two checkpoints but what the program does. A program that names asyncio needs its loop, and has
it: see on_asyncio.py. What was observed is a list of events, in the form and order of the suite: see
harness/world/world.ts and spec/schedule/schedule.ts for their counterparts.

`observe` takes a batch of cases as JSON, and answers with their traces; `main` does so over standard streams.
"""

import faulthandler
import functools
import gc
import importlib
import json
import os
import signal
import sys
import threading
import types
import warnings
import weakref
from collections import deque
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

MOST_EVENTS = 500
"""More events than any generated program has: beyond it a program is taken to run for ever, and is stopped."""

MOST_STEPS = 10_000
"""More steps of tasks than 500 events can take."""

MOST_SECONDS = 1.0
"""Processor time that a case may use: thousands of times what it needs. Nothing else can tell a loop without events."""


class ProgramError(Exception):
    """An error of a program; its name says which of its `raise` statements made it."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class Over(BaseException):
    """Ends what a program still does when its case is over."""


class World:
    """What a program can reach, and what is observed of it: one for each case."""

    def __init__(self, schedule):
        self.schedule = schedule
        self.trace = []
        self.over = False
        self.ready = deque()
        """Tasks that go on in this step, each with the value that it is resumed with."""
        self.waiting = []
        """Checkpoints that wait: the step in which each was reached, its place in the program, its name and its task."""
        self.step = 0
        """Counts releases."""
        self.moves = 0
        """Counts resumptions of tasks."""
        self.iterated = []
        """
        Async generators, in the order in which they were first iterated. They are held until `collect`, so that when an
        abandoned one is found does not depend on how references are counted.
        """
        self.abandoned = []
        """Those that `collect` has found to be abandoned before they have come to their end."""

    def namespace(self):
        return {
            "__name__": "program",
            "log": self.log,
            "checkpoint": checkpoint,
            "error": ProgramError,
            "record": self.record,
            "concurrently": concurrently,
            "collect": self.collect,
            "asynccontextmanager": asynccontextmanager,
            "aclosing": aclosing,
            "AsyncExitStack": AsyncExitStack,
        }

    # What programs call.

    def log(self, text, *values):
        self.tell_values(text, *values)
        if self.over:
            raise Over

    async def record(self, text, awaitable):
        try:
            value = await awaitable
        except BaseException as error:
            if self.over:
                raise
            self.log(f"{text} throws", error)
        else:
            self.log(*returned(text, value))

    def collect(self):
        """Finds the generators that nothing else refers to; each is closed in a task of its own."""
        order = {id(generator): number for number, generator in enumerate(self.iterated)}
        held = [weakref.ref(generator) for generator in self.iterated]
        self.iterated.clear()
        gc.collect()
        self.abandoned.sort(key=lambda generator: order[id(generator)])
        for generator in self.abandoned:
            self.start(Task("", self.finalise(generator)))
        self.abandoned.clear()
        # An abandoned one has no reference any more, though it lives on until it is closed.
        self.iterated.extend(generator for generator in (one() for one in held) if generator is not None)

    async def finalise(self, generator):
        try:
            await generator.aclose()
        except BaseException as error:
            self.tell(f"finaliser throws {render(error)}")

    # What happens to them.

    def run(self, main):
        task = Task("main", main())
        self.start(task)
        while not self.over:
            if self.ready:
                self.resume(*self.ready.popleft())
            elif not self.release():
                if not task.ended:
                    self.tell("main hangs")
                self.over = True

    def start(self, task):
        self.ready.append((task, None))

    def resume(self, task, value):
        """Runs a task until it waits. Never inside an `except`: what it raises would get that error as its context."""
        self.moves += 1
        if self.moves > MOST_STEPS:
            self.stop()
            return
        try:
            request = task.coroutine.send(value)
        except StopIteration as stop:
            self.end(task, *returned(task.name, stop.value))
        except BaseException as error:
            self.end(task, f"{task.name} throws", error)
        else:
            request.begin(self, task)

    def end(self, task, text, *values):
        task.ended = True
        if task.name:
            self.tell(" ".join([text, *map(render, values)]))
        group = task.group
        if group:
            group.running -= 1
            if group.running == 0:
                self.start(group.parent)

    def release(self):
        """Lets the next checkpoint of the schedule go on; false if none waits."""
        if not self.waiting:
            return False
        decision = self.step
        choice = self.schedule[decision] if decision < len(self.schedule) else 0
        # The sort is stable: of two alike, the one that came first.
        self.waiting.sort(key=age)
        _, _, name, task = self.waiting.pop(choice % len(self.waiting))
        self.step += 1
        self.tell(f"> {name}")
        self.ready.append((task, name))
        return True

    def tell_values(self, text, *values):
        self.tell(" ".join([text, *map(render, values)]))

    def tell(self, event):
        if self.over:
            return
        if len(self.trace) < MOST_EVENTS:
            self.trace.append(event)
        else:
            self.stop()

    def stop(self):
        self.trace.append("does not end")
        self.over = True

    # What the interpreter calls.

    def on_first_iteration(self, generator):
        self.iterated.append(generator)

    def on_finalisation(self, generator):
        if not self.over:
            self.abandoned.append(generator)

    def on_unraisable(self, unraisable):
        error = unraisable.exc_value
        self.tell(f"unraisable {unraisable.exc_type.__name__ if error is None else name_of(error)}")


class Task:
    """A coroutine that runs beside others. How one with a name ends is an event."""

    def __init__(self, name, coroutine, group=None):
        self.name = name
        self.coroutine = coroutine
        self.group = group
        self.ended = False


class Checkpoint:
    """Asks the trampoline to wait until the schedule lets the task go on."""

    def __init__(self, name):
        self.name = name

    def begin(self, world, task):
        world.waiting.append((world.step, int(self.name[1:]), self.name, task))


class Group:
    """Asks the trampoline to run tasks, and to go on when all have ended."""

    def __init__(self, branches):
        self.branches = branches
        self.running = len(branches)
        self.parent = None

    def begin(self, world, task):
        self.parent = task
        for branch in self.branches:
            world.start(Task(branch.__name__, branch(), self))
        if not self.branches:
            world.start(task)


@types.coroutine
def checkpoint(name):
    return (yield Checkpoint(name))


@types.coroutine
def concurrently(*branches):
    yield Group(branches)


def age(waiting):
    return waiting[:2]


def returned(text, value):
    """What is logged of a result: `main 3: 1`, `main 3: None`, `main returns 1`, `main returns`."""
    if text.endswith(":"):
        return text, value
    return (f"{text} returns",) if value is None else (f"{text} returns", value)


DEEPEST = 20
"""Longer chains of errors are cut: the suite must not hang where the interpreter has made a cycle."""


def render(value, depth=0):
    """A value as it stands in a trace: errors by their name, with those that they have come of."""
    if depth == DEEPEST:
        return "…"
    if isinstance(value, BaseException):
        if value.__cause__ is not None:
            return f"{name_of(value, depth)} from {render(value.__cause__, depth + 1)}"
        if value.__context__ is not None:
            return f"{name_of(value, depth)} <- {render(value.__context__, depth + 1)}"
        return name_of(value, depth)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(render(part, depth) for part in value)}]"
    if isinstance(value, type):
        return value.__name__
    return str(value) if value is None or isinstance(value, (str, int, float)) else "object"


def name_of(error, depth=0):
    if isinstance(error, ProgramError):
        return error.name
    if isinstance(error, BaseExceptionGroup):
        return f"{type(error).__name__}({', '.join(render(part, depth + 1) for part in error.exceptions)})"
    return type(error).__name__


def compiled(source):
    """A program's definitions, each by itself: different programs have many in common."""
    return [compiled_definition(definition) for definition in source.split("\n\n\n")]


# Most of what a case costs.
@functools.lru_cache(maxsize=8192)
def compiled_definition(text):
    return compile(text, "program.py", "exec", dont_inherit=True)


def run_case(source, schedule):
    """The trace of one case. A program that this interpreter does not take is refused, and nothing of it runs."""
    world = World(schedule)
    namespace = world.namespace()
    try:
        for definition in compiled(source):
            exec(definition, namespace)
        main = namespace["main"]
        on_asyncio = "asyncio." in source and importlib.import_module("on_asyncio")
    except BaseException as error:
        return [f"refused {type(error).__name__}: {error}".split("\n")[0]]
    if "collect" in source:
        # It shall find what this program has left, and nothing of those before it.
        gc.collect()
    sys.set_asyncgen_hooks(firstiter=world.on_first_iteration, finalizer=world.on_finalisation)
    sys.unraisablehook = world.on_unraisable
    if on_asyncio:
        on_asyncio.run(world, namespace)
    else:
        world.run(main)
    # What the program has left is destroyed when the interpreter comes to it, and no world is told.
    sys.set_asyncgen_hooks(firstiter=None, finalizer=None)
    sys.unraisablehook = ignore
    return world.trace


def ignore(unraisable):
    pass


def observe(request):
    """Runs a batch: `[[source, schedule], …]` as JSON, answered by `{"traces": [[event, …], …]}`."""
    cases = json.loads(request)
    # What is there now stays: explicit collections need not look through it.
    gc.freeze()
    traces = []
    for source, schedule in cases:
        watch(MOST_SECONDS)
        traces.append(run_case(source, schedule))
    watch(0)
    gc.collect()
    return json.dumps({"traces": traces})


def prepare():
    """Takes from the interpreter what it would do by itself, at times of its own choosing."""
    warnings.simplefilter("ignore")
    gc.disable()
    gc.collect()


def watch(seconds):
    """Ends the process when so much processor time has passed; 0 ends the watch. A loop in C is ended as well."""
    if TIMER is not None:
        signal.setitimer(TIMER, seconds)


# Windows has none, and a browser's Python no signals.
TIMER = getattr(signal, "ITIMER_PROF", None) if sys.platform != "emscripten" else None


def main():
    # What programs print goes where errors go: the answers have standard output for themselves.
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if TIMER is not None:
        # Says on standard error where it was, and then does what the signal does by itself: it ends the process.
        faulthandler.register(signal.SIGPROF, all_threads=False, chain=True)
    prepare()
    requests = Requests(sys.stdin.fileno())
    answers.write("\n")
    for line in requests:
        answers.write(f"{observe(line)}\n")
        answers.flush()


class Requests:
    """
    The lines of standard input, read in a thread: when the other side has gone, the process ends, whatever a program
    makes of the main thread.
    """

    def __init__(self, fileno):
        self.lines = deque()
        self.filled = threading.Semaphore(0)
        threading.Thread(target=self.read, args=(fileno,), daemon=True).start()

    def read(self, fileno):
        if TIMER is not None:
            # It is the main thread that shall say where it was.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGPROF})
        with os.fdopen(fileno, "rb", buffering=1 << 20, closefd=False) as stdin:
            for line in stdin:
                self.lines.append(line)
                self.filled.release()
        os._exit(0)

    def __iter__(self):
        while True:
            self.filled.acquire()
            yield self.lines.popleft()


if __name__ == "__main__":
    main()
