"""`await aside(coroutine)`: it runs in a task of its own, as far as it comes at once, and nobody waits for it."""
import types


class Aside:
    def __init__(self, coroutine):
        self.coroutine = coroutine

    def begin(self, world, task):
        world.start(type(task)("", self.coroutine))
        world.start(task)


@types.coroutine
def aside(coroutine):
    yield Aside(coroutine)
