"""
Runs async_fetch.py for the suite: consumers of async_fetch, as many as are asked for, on one event loop of asyncio.

Lines of JSON come in on standard input:

    {"ask": "open", "id": 1, "urls": [...]}    a consumer with these URLs, which does nothing yet; not answered
    {"ask": "next", "id": 1}                   it begins its loop, or goes on with it
    {"ask": "leave", "id": 1}                  it leaves its loop by break, and drops the generator: asyncio's hook closes it
    {"ask": "close", "id": 1}                  it leaves its loop by break, and closes the generator
    {"ask": "cancel", "id": 1}                 its task is cancelled, wherever it is; not answered
    {"ask": "idle"}                            waits until nothing is left to do but to wait for a server, or for a line
    {"ask": "collect"}                         collects what is garbage, as Python does sooner or later

and are answered on standard output, those of one consumer in their order:

    {"id": 1, "text": "..."}                   the next text
    {"id": 1, "done": true}                    it has come to the end of the loop, or has left it
    {"id": 1, "cancelled": true}               its task was cancelled; told to who asks for the next text
    {"id": 1, "error": "...", "message": "...", "url": "..."}     what ended the loop, and the URL that it was at
    {"idle": true}, {"collect": true}

What the event loop is told of that nobody else hears, such as aiohttp's complaint of a session that was never closed, is
a line {"complaint": "..."}. The process ends when its standard input does.
"""

import asyncio
import gc
import json
import os
import selectors
import sys

from async_fetch import async_fetch

QUIET_TURNS = 3
"""Turns of the event loop in which nothing happens: one would do, if the kernel handed over at once what was sent."""

PIECE = 65536
"""Bytes of standard input that are read at a time."""


def say(**line):
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


class Selector(selectors.DefaultSelector):
    """Counts what came from outside: bytes, connections, the end of either."""

    def __init__(self):
        super().__init__()
        self.count = 0

    def select(self, timeout=None):
        ready = super().select(timeout)
        self.count += len(ready)
        return ready


class Loop(asyncio.SelectorEventLoop):
    """Knows how much has happened on it."""

    def __init__(self):
        self.selector = Selector()
        self.called = 0
        super().__init__(self.selector)

    def call_soon(self, callback, *args, context=None):
        # Whatever goes on does so by this: a task by its next step, a future by what waits for it.
        self.called += 1
        return super().call_soon(callback, *args, context=context)

    def happened(self):
        return self.called + self.selector.count


async def idle(loop):
    quiet = 0
    while quiet < QUIET_TURNS:
        before = loop.happened()
        await asyncio.sleep(0)
        # One is this task's own going on.
        quiet = quiet + 1 if loop.happened() - before == 1 else 0
    say(idle=True)


class Consumer:
    """The tutorial's `main`, which goes on to the next text when it is asked to."""

    def __init__(self, number, urls):
        self.number = number
        self.urls = urls
        self.asked = asyncio.Queue()
        self.owed = None
        """What it was asked for and has not answered."""
        self.given = 0
        self.task = None
        """Begins with the first that is asked for."""
        self.begun = False
        self.cancelled = False

    def cancel(self):
        self.cancelled = True
        if self.begun:
            self.task.cancel()

    async def take(self):
        self.owed = await self.asked.get()
        return self.owed

    def answer(self, **line):
        self.owed = None
        say(id=self.number, **line)

    async def run(self):
        self.begun = True
        cancelled = self.cancelled
        try:
            # A task that is cancelled before it begins does nothing.
            if not cancelled:
                await self.iterate()
        except asyncio.CancelledError:
            cancelled = True
        except Exception as error:
            # The generator goes from URL to URL: it was at the one behind those that it has given.
            url = self.urls[self.given] if self.given < len(self.urls) else None
            self.answer(error=type(error).__name__, message=str(error), url=url)
        if cancelled:
            # What the loop held is dropped by now. Who leaves it anyway need not be told.
            told = (self.owed or await self.take()) == "next"
            self.answer(**{"cancelled" if told else "done": True})

    async def iterate(self):
        asked = await self.take()
        texts = async_fetch(self.urls)
        if asked == "next":
            async for text in texts:
                self.given += 1
                self.answer(text=text)
                if await self.take() != "next":
                    break
        if self.owed == "close":
            await texts.aclose()
        # Where it was not closed, what a bare `async for` has iterated is dropped with the loop.
        del texts
        self.answer(done=True)


class Driver:
    def __init__(self, loop):
        self.loop = loop
        self.consumers = {}
        """By their numbers: those that have not come to their end."""
        self.idlers = set()
        """The event loop itself keeps no task alive."""
        self.unread = b""

    def read(self):
        piece = os.read(sys.stdin.fileno(), PIECE)
        if not piece:
            self.loop.stop()
            return
        *lines, self.unread = (self.unread + piece).split(b"\n")
        for line in lines:
            self.perform(**json.loads(line))

    def perform(self, ask, id=None, urls=()):
        if ask == "open":
            self.consumers[id] = Consumer(id, urls)
        elif ask == "cancel":
            if id in self.consumers:
                self.consumers[id].cancel()
        elif ask == "idle":
            task = self.loop.create_task(idle(self.loop))
            self.idlers.add(task)
            task.add_done_callback(self.idlers.discard)
        elif ask == "collect":
            gc.collect()
            say(collect=True)
        elif id in self.consumers:
            consumer = self.consumers[id]
            consumer.asked.put_nowait(ask)
            if not consumer.task:
                consumer.task = self.loop.create_task(consumer.run())
                consumer.task.add_done_callback(lambda _: self.consumers.pop(id))
        else:
            say(id=id, done=True)


def main():
    loop = Loop()
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(lambda _, context: say(complaint=context["message"]))
    loop.add_reader(sys.stdin.fileno(), Driver(loop).read)
    # While it runs, asyncio's hook closes generators that are dropped, each in a task of its own.
    loop.run_forever()


if __name__ == "__main__":
    main()
