"""
Runs a case on asyncio: what driver.py does by itself, for programs that have tasks, groups, cancellation and time.

The loop is asyncio's own, with a virtual clock. When nothing is ready, the schedule says what comes next: one of the
checkpoints that wait, the oldest first, or after all of them the time of the next timer.
"""

import asyncio
import heapq

from virtual_loop import VirtualLoop


class CaseLoop(VirtualLoop):
    def __init__(self, world):
        super().__init__()
        self.world = world
        self.timers = 0
        self.set_task_factory(self.make_task)
        # Of errors that nobody asks for, and of tasks that are dropped with the case.
        self.set_exception_handler(lambda loop, context: None)
        self._asyncgen_firstiter_hook = world.on_first_iteration
        self._asyncgen_finalizer_hook = world.on_finalisation

    def make_task(self, loop, coroutine, **options):
        """How a task ends is an event. Nobody hears of it earlier: this callback is the first."""
        task = asyncio.Task(coroutine, loop=loop, **options)
        name = coroutine.__name__
        task.add_done_callback(lambda task: self.tell_end(name, task))
        return task

    def tell_end(self, name, task):
        # `result` of a task that was cancelled would hand out the error that whoever awaits it shall get.
        if task.cancelled():
            self.world.tell(f"{name} cancelled")
        elif task.exception() is not None:
            self.world.tell_values(f"{name} throws", task.exception())
        elif task.result() is None:
            self.world.tell(f"{name} returns")
        else:
            self.world.tell_values(f"{name} returns", task.result())

    def checkpoint(self, name):
        future = self.create_future()
        self.world.waiting.append((self.world.step, int(name[1:]), name, future))
        return future

    def call_at(self, when, callback, *args, context=None):
        timer = Timer(when, callback, args, self, context)
        timer.number = self.timers
        self.timers += 1
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer

    def select(self, timeout):
        if timeout != 0 and not self.go_on(timeout is not None):
            self.stop()
        return []

    def go_on(self, timed):
        """Does what the schedule says; false if nothing can be done."""
        world = self.world
        waiting = [one for one in world.waiting if not one[-1].done()]
        world.waiting = waiting
        count = len(waiting) + timed
        if world.over or count == 0:
            return False
        choice = (world.schedule[world.step] if world.step < len(world.schedule) else 0) % count
        world.step += 1
        if choice == len(waiting):
            self.now = self._scheduled[0].when()
            world.tell(f"> clock {self.now:g}")
        else:
            waiting.sort(key=lambda one: one[:2])
            _, _, name, future = waiting.pop(choice)
            world.tell(f"> {name}")
            future.set_result(name)
        return True


class Timer(asyncio.TimerHandle):
    """Of two timers of one time, the one that was set first is first: asyncio leaves that to the shape of its heap."""

    __slots__ = ("number",)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


class Ordered:
    """A set in the order of insertion."""

    def __init__(self):
        self.entries = {}

    def add(self, entry):
        self.entries[entry] = None

    def discard(self, entry):
        self.entries.pop(entry, None)

    def __len__(self):
        return len(self.entries)

    def __iter__(self):
        return iter(list(self.entries))


class TaskGroup(asyncio.TaskGroup):
    """Cancels its tasks in the order in which they were made: asyncio's own is that of their addresses."""

    def __init__(self):
        super().__init__()
        self._tasks = Ordered()


asyncio.TaskGroup = TaskGroup


def run(world, namespace):
    """Runs the program whose definitions these are."""
    loop = CaseLoop(world)
    namespace.update({"asyncio": asyncio, "checkpoint": loop.checkpoint})
    # Where Python runs within an event loop of its host, that one is not the program's.
    outer = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        main = loop.create_task(namespace["main"]())
        loop.run_forever()
        if not main.done():
            world.tell("main hangs")
        world.over = True
    finally:
        asyncio._set_running_loop(outer)
        loop.close()
