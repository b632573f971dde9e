/** The clauses of Python's texts, each with its branches: see `../clauses.ts`. */
import { operation } from '../clauses.ts'

const reference = (page: string): string => `https://docs.python.org/3/reference/${page}`
const library = (page: string): string => `https://docs.python.org/3/library/${page}`

export const clauses = {
  Raise: operation('Python: the raise statement', reference('simple_stmts.html#the-raise-statement'), {
    plain: 'nothing is being handled',
    linked: 'what is being handled becomes the context',
    again: 'what is being handled is raised by its name',
    cut: 'the chain of contexts is cut where it would come back',
    bare: 'alone, within a handler',
    nothing: 'alone, with nothing to raise again',
    from: 'with a cause',
  }),
  Try: operation('Python: the try statement', reference('compound_stmts.html#the-try-statement'), {
    catches: 'a handler catches',
    passesHandler: 'a GeneratorExit passes a handler of Exception',
    finalizer: 'a finally ends well',
    overrides: 'a finally overrides what was pending',
  }),
  Coroutine: operation('Python: coroutine objects', reference('datamodel.html#coroutine-objects'), {
    stopWrapped: 'a StopIteration leaves one',
  }),
  Await: operation('Python: the await expression', reference('expressions.html#await-expression'), {
    refused: 'what is awaited is not awaitable',
  }),
  AsyncWith: operation('Python: the async with statement', reference('compound_stmts.html#the-async-with-statement'), {
    refuses: 'something is no asynchronous context manager',
    enterFails: '__aenter__ fails',
    passes: '__aexit__ changes nothing',
    suppresses: '__aexit__ suppresses the error',
    replaces: 'the error of __aexit__ replaces another',
    again: '__aexit__ raises the error that it was given',
    alone: 'the error of __aexit__ goes on alone',
  }),
  AsyncContextManager: operation(
    'contextlib.asynccontextmanager',
    library('contextlib.html#contextlib.asynccontextmanager'),
    {
      enters: 'the generator yields',
      noYield: 'the generator does not yield',
      enterFails: 'the generator fails before it has yielded',
      ends: 'the generator ends after its yield',
      fails: 'the generator fails after its yield',
      suppresses: 'the generator catches the error and ends',
      passes: 'the error comes out of the generator',
      unwraps: 'the error comes out of the generator as the cause of a RuntimeError',
      replaces: 'another error comes out of the generator',
      yieldsAgain: 'the generator yields a second time',
    },
  ),
  AsyncFor: operation('Python: the async for statement', reference('compound_stmts.html#the-async-for-statement'), {
    done: 'the iterator is done',
    otherwise: 'the iterator is done, and there is an else',
    fails: 'the iterator fails',
    goesOn: 'a turn ends, and the next one comes',
    leaves: 'the loop is left',
  }),
  Comprehension: operation(
    'Python: comprehensions',
    reference('expressions.html#displays-for-lists-sets-and-dictionaries'),
    { done: 'the iterator is done', fails: 'the iterator fails' },
  ),
  GeneratorRequest: operation(
    'Python: asynchronous generator-iterator methods',
    reference('expressions.html#asynchronous-generator-iterator-methods'),
    {
      sends: '__anext__ and asend of one that is suspended',
      sendsToStart: 'asend of a value to one that has not started',
      sendsAfterEnd: '__anext__ and asend of one that has finished',
      throws: 'athrow of one that is suspended',
      throwsAfterEnd: 'athrow of one that has finished',
      closes: 'aclose of one that is suspended',
      closesAfterEnd: 'aclose of one that has finished',
      running: 'of one that is running',
      ignoredExit: 'aclose and athrow of one that has ignored its GeneratorExit',
    },
  ),
  GeneratorResume: operation(
    'Python: asynchronous generator functions',
    reference('expressions.html#asynchronous-generator-functions'),
    {
      sent: 'the body goes on with a value',
      thrown: 'the body goes on with an error',
      thrownIntoStart: 'an error comes before the body has started',
      stopWrapped: 'the end of an iteration leaves the body as an error',
    },
  ),
  GeneratorAnswer: operation('Python: agen.__anext__', reference('expressions.html#agen.__anext__'), {
    value: 'the body yields',
    end: 'the body ends',
    error: 'the body fails',
    ignoresExit: 'the body yields while it is being closed',
    closed: 'the body ends while it is being closed',
    closeFails: 'the body fails while it is being closed',
  }),
  Finalizer: operation('sys.set_asyncgen_hooks', library('sys.html#sys.set_asyncgen_hooks'), {
    hook: 'an abandoned generator is given to the hook',
    closed: 'an abandoned generator had ignored its GeneratorExit',
  }),
  AsyncExitStack: operation('Python: contextlib.AsyncExitStack', library('contextlib.html#contextlib.AsyncExitStack'), {
    refuses: 'something is no asynchronous context manager',
    exit: 'an exit of the stack is called',
    empty: 'it holds nothing',
    contextRight: 'the context of a new error is right already',
    contextFixed: 'the context of a new error is put right',
  }),
} as const
