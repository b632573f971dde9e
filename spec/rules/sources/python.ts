import type { Source } from '../rule.ts'

const reference = (name: string, page: string): Source => ({
  title: 'Python Language Reference',
  section: name,
  url: `https://docs.python.org/3/reference/${page}`,
})
const library = (name: string, page: string): Source => ({
  title: 'Python Standard Library',
  section: name,
  url: `https://docs.python.org/3/library/${page}`,
})
const pep = (number: number, name: string, anchor = ''): Source => ({
  title: `PEP ${number}`,
  section: name,
  url: `https://peps.python.org/pep-${String(number).padStart(4, '0')}/${anchor}`,
})
/** What the reference leaves open, or says otherwise: a released version of CPython, pinned. */
const cpython = (name: string, path: string): Source => ({
  title: 'CPython 3.14',
  section: name,
  url: `https://github.com/python/cpython/blob/v3.14.0/${path}`,
})

export const withStatement = reference('The with statement', 'compound_stmts.html#the-with-statement')
export const asyncWith = reference('The async with statement', 'compound_stmts.html#the-async-with-statement')
export const asyncFor = reference('The async for statement', 'compound_stmts.html#the-async-for-statement')
export const tryStatement = reference('The try statement', 'compound_stmts.html#the-try-statement')
export const returnStatement = reference('The return statement', 'simple_stmts.html#the-return-statement')
export const raiseStatement = reference('The raise statement', 'simple_stmts.html#the-raise-statement')
export const asyncContextManagers = reference('Asynchronous Context Managers', 'datamodel.html#async-context-managers')
export const exitMethod = reference('object.__exit__', 'datamodel.html#object.__exit__')
export const specialLookup = reference('Special method lookup', 'datamodel.html#special-method-lookup')
export const asyncGeneratorFunctions = reference(
  'Asynchronous generator functions',
  'expressions.html#asynchronous-generator-functions',
)
export const asyncGeneratorMethods = reference(
  'Asynchronous generator-iterator methods',
  'expressions.html#asynchronous-generator-iterator-methods',
)
export const anext = reference('agen.__anext__', 'expressions.html#agen.__anext__')
export const asend = reference('agen.asend', 'expressions.html#agen.asend')
export const athrow = reference('agen.athrow', 'expressions.html#agen.athrow')
export const aclose = reference('agen.aclose', 'expressions.html#agen.aclose')

export const asyncExitStack = library('contextlib.AsyncExitStack', 'contextlib.html#contextlib.AsyncExitStack')
export const enterAsyncContext = library(
  'contextlib.AsyncExitStack.enter_async_context',
  'contextlib.html#contextlib.AsyncExitStack.enter_async_context',
)
export const pushAsyncCallback = library(
  'contextlib.AsyncExitStack.push_async_callback',
  'contextlib.html#contextlib.AsyncExitStack.push_async_callback',
)
export const stackAclose = library(
  'contextlib.AsyncExitStack.aclose',
  'contextlib.html#contextlib.AsyncExitStack.aclose',
)
export const exitStack = library('contextlib.ExitStack', 'contextlib.html#contextlib.ExitStack')
export const exitStackCallback = library(
  'contextlib.ExitStack.callback',
  'contextlib.html#contextlib.ExitStack.callback',
)
export const popAll = library('contextlib.ExitStack.pop_all', 'contextlib.html#contextlib.ExitStack.pop_all')
export const aclosing = library('contextlib.aclosing', 'contextlib.html#contextlib.aclosing')
export const exceptionContext = library('Exception context', 'exceptions.html#exception-context')
export const generatorExit = library('GeneratorExit', 'exceptions.html#GeneratorExit')
export const asyncgenHooks = library('sys.set_asyncgen_hooks', 'sys.html#sys.set_asyncgen_hooks')

export const pep479 = pep(479, 'Change StopIteration handling inside generators')
export const pep492With = pep(
  492,
  'Asynchronous Context Managers and "async with"',
  '#asynchronous-context-managers-and-async-with',
)
export const pep525Finalization = pep(525, 'Finalization', '#finalization')
export const pep525Object = pep(525, 'Asynchronous Generator Object', '#asynchronous-generator-object')
export const pep533 = pep(533, 'Deterministic cleanup for iterators')

export const genobject = cpython('Objects/genobject.c', 'Objects/genobject.c')
export const contextlibSource = cpython('Lib/contextlib.py, AsyncExitStack.__aexit__', 'Lib/contextlib.py')

export const taskCancellation = library('Task Cancellation', 'asyncio-task.html#task-cancellation')
export const taskCancel = library('asyncio.Task.cancel', 'asyncio-task.html#asyncio.Task.cancel')
export const uncancel = library('asyncio.Task.uncancel', 'asyncio-task.html#asyncio.Task.uncancel')
export const cancelledError = library('asyncio.CancelledError', 'asyncio-exceptions.html#asyncio.CancelledError')
export const gather = library('asyncio.gather', 'asyncio-task.html#asyncio.gather')
export const shieldFunction = library('asyncio.shield', 'asyncio-task.html#asyncio.shield')
export const taskGroups = library('Task Groups', 'asyncio-task.html#task-groups')
export const timeouts = library('asyncio.timeout', 'asyncio-task.html#asyncio.timeout')
export const pep654 = pep(654, 'Exception Groups and except*')
export const pep789 = pep(789, 'Preventing task-cancellation bugs by limiting yield in async generators')
export const asyncioTasks = cpython('Lib/asyncio/tasks.py', 'Lib/asyncio/tasks.py')
export const asyncioTaskGroups = cpython('Lib/asyncio/taskgroups.py', 'Lib/asyncio/taskgroups.py')
export const asyncioTimeouts = cpython('Lib/asyncio/timeouts.py', 'Lib/asyncio/timeouts.py')
