"""What a program holds with `async with` is a Held, which does what the statement would do."""


class Statement:
    """One statement as it runs: those of its managers that have been entered."""

    def __init__(self):
        self.entered = []


class Held:
    def __init__(self, manager, statement):
        self.manager = manager
        self.statement = statement

    # The interpreter looks both up before it calls either, in an order of its own.
    @property
    def __aenter__(self):
        self.enter_method = self.look_up("__aenter__")
        return self.entering

    @property
    def __aexit__(self):
        self.exit_method = self.look_up("__aexit__")
        return self.exiting

    def look_up(self, name):
        for kind in type(self.manager).__mro__:
            if name in vars(kind):
                return vars(kind)[name].__get__(self.manager)
        raise TypeError

    async def entering(self):
        value = await self.enter()
        self.statement.entered.append(self)
        return value

    async def exiting(self, kind, error, traceback):
        return await self.exit(error)

    async def enter(self):
        return await self.enter_method()

    async def exit(self, error):
        return await self.exit_method(*told(error))


def told(error):
    return (None, None, None) if error is None else (type(error), error, error.__traceback__)
