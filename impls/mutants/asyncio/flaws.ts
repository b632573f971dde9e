/** What is wrong with asyncio, as a text in Python that makes it so: it runs before every program of the mutant. */
export interface Flaw {
  readonly name: string
  readonly rule: string
  readonly flaw: string
  readonly text: string
}

const task = (name: string, rule: string, flaw: string, body: string, base = 'asyncio.Task'): Flaw => ({
  name,
  rule,
  flaw,
  text: `
import asyncio
import inspect

if not hasattr(asyncio, "mutated"):
    asyncio.mutated = True

    def within(coroutine, method):
        """Is this what the coroutine is waiting in?"""
        while inspect.iscoroutine(coroutine):
            if coroutine.cr_code.co_name == method:
                return True
            coroutine = coroutine.cr_await
        return False

    class Mutant(${base}):
${indented(body, 8)}

    asyncio.Task = Mutant
`.trim(),
})

const patch = (name: string, rule: string, flaw: string, body: string): Flaw => ({
  name,
  rule,
  flaw,
  text: `
import asyncio
import on_asyncio

if not hasattr(asyncio, "mutated"):
    asyncio.mutated = True
${indented(body, 4)}
`.trim(),
})

function indented(text: string, spaces: number): string {
  return text
    .trim()
    .split('\n')
    .map(line => line && ' '.repeat(spaces) + line)
    .join('\n')
}

const forgetsWhileIn = (method: string): string => `
def cancel(self, msg=None):
    if within(self.get_coro(), "${method}"):
        return not self.done()
    return super().cancel(msg)
`

/** gather, by hand: what to do with the end of each, and with the end of the last. */
const gatherWith = (each: string, last: string): string => `
def gather(*coroutines, return_exceptions=False):
    loop = asyncio.get_running_loop()
    outer = loop.create_future()
    children = [loop.create_task(one) for one in coroutines]
    ended = []
    def on_end(child):
        ended.append(child)
        if outer.done():
            return
        error = asyncio.CancelledError() if child.cancelled() else child.exception()
        ${each}
        if len(ended) == len(children):
            ${last}
    for child in children:
        child.add_done_callback(on_end)
    return outer
asyncio.gather = gather
`

export const flaws: readonly Flaw[] = [
  task(
    'throws-generator-exit',
    'tasks.cancel-passes-exits',
    'A cancellation is raised as a GeneratorExit.',
    `
def _make_cancelled_error(self):
    return GeneratorExit()
`,
    'asyncio.tasks._PyTask',
  ),
  task(
    'starts-the-cancelled',
    'tasks.cancel-before-start',
    'A task that was cancelled before its first step runs up to where it first waits.',
    `
def cancel(self, msg=None):
    if not self.done() and inspect.getcoroutinestate(self.get_coro()) == "CORO_CREATED":
        self.get_loop().call_soon(super().cancel)
        return True
    return super().cancel(msg)
`,
  ),
  task(
    'forgets-cancel-in-enter',
    'tasks.cancel-in-enter',
    'A request to cancel a task that is entering something is forgotten.',
    forgetsWhileIn('__aenter__'),
  ),
  task(
    'forgets-cancel-in-exit',
    'tasks.cancel-in-exit',
    'A request to cancel a task that is leaving something is forgotten.',
    forgetsWhileIn('__aexit__'),
  ),
  task(
    'cancels-every-wait',
    'tasks.cancel-once',
    'A task that has been cancelled is cancelled again wherever it waits.',
    `
def _Task__step(self, exc=None):
    again = self.cancelling() > 0 and isinstance(exc, asyncio.CancelledError)
    super()._Task__step(exc)
    if again and not self.done():
        self.cancel()
`,
    'asyncio.tasks._PyTask',
  ),
  task(
    'cannot-refuse',
    'tasks.suppressed-cancel-continues',
    'A task that swallows its cancellation is cancelled all the same.',
    `
def _Task__step(self, exc=None):
    again = self.cancelling() > 0 and isinstance(exc, asyncio.CancelledError)
    super()._Task__step(exc)
    if again and not self.done():
        self.cancel()
`,
    'asyncio.tasks._PyTask',
  ),
  task(
    'leaves-the-awaited',
    'tasks.cancel-reaches-awaited',
    'A task that is awaited goes on when whoever awaits it is cancelled.',
    `
def __await__(self):
    return asyncio.shield(self).__await__()
`,
  ),
  patch('does-not-shield', 'tasks.shield', 'A shield is what is behind it.', 'asyncio.shield = lambda task: task'),
  patch(
    'gathers-as-they-come',
    'tasks.gather-order',
    'The results of gather are in the order in which they came.',
    gatherWith(
      'if error and not return_exceptions: return outer.set_exception(error)',
      'outer.set_result([None if one.cancelled() else one.exception() or one.result() for one in ended])',
    ),
  ),
  patch(
    'gathers-to-the-end',
    'tasks.gather-first-error',
    'gather raises the first error when all have ended.',
    gatherWith(
      'errors = [one.exception() for one in ended if not one.cancelled() and one.exception()]',
      'outer.set_exception(errors[0]) if errors else outer.set_result([None] * len(ended))',
    ),
  ),
  patch(
    'does-not-wait',
    'tasks.group-waits',
    'A group that is left well does not wait for its tasks.',
    `
leave = asyncio.TaskGroup.__aexit__
async def leave_at_once(self, kind, error, traceback):
    return await leave(self, kind, error, traceback) if error else None
asyncio.TaskGroup.__aexit__ = leave_at_once
`,
  ),
  patch(
    'spares-the-siblings',
    'tasks.group-cancels-siblings',
    'A group that has failed lets its other tasks go on.',
    `
def abort(self):
    self._aborting = True
asyncio.TaskGroup._abort = abort
`,
  ),
  patch(
    'last-error-first',
    'tasks.group-error-order',
    'The errors of a group are in the reverse order.',
    `
on_task_done = asyncio.TaskGroup._on_task_done
def note_first(self, task):
    before = len(self._errors)
    on_task_done(self, task)
    if len(self._errors) > before:
        self._errors.insert(0, self._errors.pop())
asyncio.TaskGroup._on_task_done = note_first
`,
  ),
  patch(
    'converts-every-cancel',
    'tasks.timeout-converts-own-cancel',
    'A timeout makes a TimeoutError of every cancellation.',
    `
leave = asyncio.Timeout.__aexit__
async def convert(self, kind, error, traceback):
    result = await leave(self, kind, error, traceback)
    if isinstance(error, asyncio.CancelledError):
        raise TimeoutError from error
    return result
asyncio.Timeout.__aexit__ = convert
`,
  ),
  patch(
    'spares-consumers',
    'tasks.yield-in-scope',
    'A timeout that a generator holds never expires.',
    `
import inspect
import sys
enter = asyncio.Timeout.__aenter__
async def look_around(self):
    self.spares = sys._getframe(1).f_code.co_flags & inspect.CO_ASYNC_GENERATOR
    return await enter(self)
expire = asyncio.Timeout._on_timeout
asyncio.Timeout.__aenter__ = look_around
asyncio.Timeout._on_timeout = lambda self: None if self.spares else expire(self)
`,
  ),
  patch(
    'does-not-sleep',
    'tasks.trace',
    'Whoever sleeps goes on at once.',
    `
sleep = asyncio.sleep
asyncio.sleep = lambda seconds: sleep(0)
`,
  ),
]
