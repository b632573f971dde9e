"""
An event loop for asyncio whose clock is virtual: nobody waits for it, and it goes on only when nothing else can.

The loop has no streams: what waits for anything but a task or a timer waits for ever, and is told so. Where asyncio's
order depends on memory addresses, it is the order of creation here: see `Task` and `InsertionOrdered`.

`python3 virtual_loop.py FILE` runs a program that calls `asyncio.run`, and puts the virtual time before what it prints.
"""

import asyncio
import builtins
import runpy
import sys
import weakref


class VirtualLoop(asyncio.BaseEventLoop):
    def __init__(self):
        super().__init__()
        self.now = 0.0
        self.tasks = 0
        self._selector = self
        self._clock_resolution = 1e-9
        self._asyncgens = InsertionOrdered()
        self.set_task_factory(lambda loop, coroutine, **options: Task(coroutine, loop=loop, **options))

    def time(self):
        return self.now

    # What the base class asks of a selector, and of the loop that has one.

    def select(self, timeout):
        """Instead of waiting, time goes on to the next timer."""
        if timeout is None:
            raise RuntimeError("nothing is ready and no timer runs: what the program awaits will never come")
        if timeout > 0:
            # Not `now + timeout`, which may be rounded to less than what the timer is set to.
            self.now = self._scheduled[0].when()
        return []

    def _process_events(self, events):
        pass

    def _write_to_self(self):
        pass


class Task(asyncio.Task):
    """
    Sets of tasks, such as those of a TaskGroup and those that `asyncio.run` cancels at its end, are gone through in the
    order of hashes: here of creation, as long as there are few.
    """

    def __init__(self, coroutine, *, loop, **options):
        self.number = loop.tasks
        loop.tasks += 1
        super().__init__(coroutine, loop=loop, **options)

    def __hash__(self):
        return self.number


class InsertionOrdered:
    """A weak set in the order of insertion: in that of first iteration, generators are closed at the end."""

    def __init__(self):
        self.entries = weakref.WeakKeyDictionary()

    def add(self, entry):
        self.entries[entry] = None

    def discard(self, entry):
        self.entries.pop(entry, None)

    def clear(self):
        self.entries.clear()

    def __len__(self):
        return len(self.entries)

    def __iter__(self):
        return iter(list(self.entries))


def install():
    """Makes `asyncio.run` use virtual loops; gives the list of those that it has made."""
    loops = []

    def new_event_loop():
        loops.append(VirtualLoop())
        return loops[-1]

    asyncio.new_event_loop = asyncio.events.new_event_loop = new_event_loop
    return loops


def main(file):
    loops = install()
    write = builtins.print

    def stamped(*values, **options):
        write(f"{loops[-1].now:g}:", *values, **options)

    builtins.print = stamped
    runpy.run_path(file, run_name="__main__")
    stamped("end")


if __name__ == "__main__":
    main(sys.argv[1])
