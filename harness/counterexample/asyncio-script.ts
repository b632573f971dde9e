/** The prelude of a script in Python that runs on asyncio: impls/cpython/on_asyncio.py, as short as it can be. */
export function asyncioPrelude(schedule: readonly number[]): string {
  return `import asyncio, heapq, os, sys
from contextlib import AsyncExitStack, aclosing, asynccontextmanager

schedule = [${schedule.join(', ')}]  # at each step, which waiting checkpoint goes next: 0 is the oldest; time comes last
waiting, held, step = [], [], 0

class error(Exception):
    pass

def show(value):
    if isinstance(value, list):
        return f"[{', '.join(f'{show(one)}' for one in value)}]"
    if not isinstance(value, BaseException):
        return value
    name = value if isinstance(value, error) else type(value).__name__
    if isinstance(value, BaseExceptionGroup):
        name = f"{name}({', '.join(f'{show(one)}' for one in value.exceptions)})"
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

def checkpoint(name):
    future = asyncio.get_running_loop().create_future()
    waiting.append((step, int(name[1:]), name, future))
    return future

def ended(name, task):
    if task.cancelled():
        print(name, "cancelled")
    elif task.exception():
        log(f"{name} throws", task.exception())
    else:
        log(f"{name} returns", *[task.result()] if task.result() is not None else [])

class Timer(asyncio.TimerHandle):  # of two for one time, the one that was set first is first
    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)

class Loop(asyncio.BaseEventLoop):  # with a clock that goes on when the schedule says so
    def __init__(self):
        super().__init__()
        self.now, self.timers, self._selector, self._clock_resolution = 0, 0, self, 1e-9
        self.set_task_factory(self.make_task)
        self.set_exception_handler(lambda loop, context: None)
        # Abandoned generators are held.
        self._asyncgen_firstiter_hook = self._asyncgen_finalizer_hook = held.append

    def make_task(self, loop, coroutine, **options):
        task = asyncio.Task(coroutine, loop=loop, **options)
        task.add_done_callback(lambda task: ended(coroutine.__name__, task))
        return task

    def time(self):
        return self.now

    def call_at(self, when, callback, *args, context=None):
        timer = Timer(when, callback, args, self, context)
        self.timers += 1
        timer.number, timer._scheduled = self.timers, True
        heapq.heappush(self._scheduled, timer)
        return timer

    def _process_events(self, events):
        pass

    def select(self, timeout):
        global step
        waiting[:] = sorted((one for one in waiting if not one[-1].done()), key=lambda one: one[:2])
        count = len(waiting) + (timeout is not None)
        if timeout == 0:
            return []
        if count == 0:
            self.stop()
            return []
        choice = (schedule[step] if step < len(schedule) else 0) % count
        step += 1
        if choice == len(waiting):
            self.now = self._scheduled[0].when()
            print(f"> clock {self.now}")
        else:
            _, _, name, future = waiting.pop(choice)
            print(f"> {name}")
            future.set_result(name)
        return []

class TaskGroup(asyncio.TaskGroup):  # cancels its tasks in the order in which they were made
    def __init__(self):
        super().__init__()
        self._tasks = Ordered()

class Ordered(dict):
    def add(self, entry):
        self[entry] = None

    def discard(self, entry):
        self.pop(entry, None)

asyncio.TaskGroup = TaskGroup

def run(main):
    loop = Loop()
    task = loop.create_task(main())
    loop.run_forever()
    if not task.done():
        print("main hangs")
    sys.stdout.flush()
    os._exit(0)  # what is left over shall not speak`
}
