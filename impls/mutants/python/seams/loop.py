"""A bare `async for` reads from a Loop, and stands in a block that is told when it has been left, and how."""


class Loop:
    def __init__(self, source):
        self.source = source
        self.state = "left"

    async def __aenter__(self):
        return self

    def __aiter__(self):
        self.source = self.source.__aiter__()
        return self

    async def __anext__(self):
        try:
            return await self.source.__anext__()
        except StopAsyncIteration:
            self.state = "ended"
            raise
        except BaseException:
            self.state = "failed"
            raise

    async def __aexit__(self, kind, error, traceback):
        # Nothing shall be kept from being abandoned.
        source, self.source = self.source, None
        await self.left(source, error)

    async def left(self, source, error):
        pass
