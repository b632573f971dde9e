"""What a program gets when it has called a generator function: every request passes by it."""


class Generator:
    def __init__(self, native):
        self.native = native
        self.started = False

    def __aiter__(self):
        return self

    async def __anext__(self):
        return await self.send(None)

    async def asend(self, value):
        return await self.send(value)

    async def athrow(self, error):
        return await self.throw(error)

    async def aclose(self):
        await self.close()

    async def send(self, value):
        self.started |= value is None
        return await self.native.asend(value)

    async def throw(self, error):
        self.started = True
        return await self.native.athrow(error)

    async def close(self):
        self.started = True
        await self.native.aclose()

    def ended(self):
        return self.native.ag_frame is None


def generator(function):
    return lambda: Generator(function())
