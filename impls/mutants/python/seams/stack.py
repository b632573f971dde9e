"""The stack of contextlib, each of whose exits is called by an Entry."""


class Stack(AsyncExitStack):
    def __init__(self):
        super().__init__()
        self.entries = []

    def _push_exit_callback(self, exit, is_sync=True):
        entry = Entry(self, exit)
        self.entries.append(entry)
        super()._push_exit_callback(entry.exiting, is_sync)

    def pop_all(self):
        moved = super().pop_all()
        moved.entries, self.entries = self.entries, []
        for entry in moved.entries:
            entry.stack = moved
        return moved

    async def __aexit__(self, kind, error, traceback):
        return await self.exit(error)

    async def aclose(self):
        await self.exit(None)

    async def exit(self, error):
        return await super().__aexit__(*told(error))


class Entry:
    def __init__(self, stack, method):
        self.stack = stack
        self.method = method

    async def exiting(self, kind, error, traceback):
        return await self.exit(error)

    async def exit(self, error):
        return await self.method(*told(error))


def told(error):
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)
