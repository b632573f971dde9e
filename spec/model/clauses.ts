/**
 * The clauses of the normative texts that the model implements, each with its branches: what a campaign has reached of
 * them is counted, so that it can be seen which parts of the specification were exercised.
 */

/** A branch of a clause: its index in the list of all. */
export type Clause = number & { readonly clause: true }

export interface ClauseBranch {
  /** Such as `DisposeResources: a null resource owes an await`. */
  readonly id: string
  readonly title: string
  readonly url: string
}

const list: ClauseBranch[] = []

/** Lists an operation with its branches, and gives the number of each. */
export function operation<Branch extends string>(
  title: string,
  url: string,
  branches: Readonly<Record<Branch, string>>,
): Readonly<Record<Branch, Clause>> {
  const numbers = {} as Record<Branch, Clause>
  for (const branch of Object.keys(branches) as Branch[]) {
    numbers[branch] = list.length as Clause
    list.push({ id: `${title}: ${branches[branch]}`, title, url })
  }
  return numbers
}

const ecma = (page: string, anchor: string): string => `https://tc39.es/ecma262/multipage/${page}.html#${anchor}`
const control = (anchor: string): string => ecma('control-abstraction-objects', anchor)
const abstract = (anchor: string): string => ecma('abstract-operations', anchor)
const statement = (anchor: string): string => ecma('ecmascript-language-statements-and-declarations', anchor)
const functions = (anchor: string): string => ecma('ecmascript-language-functions-and-classes', anchor)
const contextlib = 'https://docs.python.org/3/library/contextlib.html#contextlib.AsyncExitStack'

export const clauses = {
  // Promises and awaiting
  PromiseResolveFunctions: operation('Promise Resolve Functions', control('sec-promise-resolve-functions'), {
    itself: 'a promise is resolved with itself',
    thenable: 'a promise is resolved with a thenable',
    value: 'a promise is resolved with a value',
  }),
  PromiseResolveThenableJob: operation('NewPromiseResolveThenableJob', control('sec-newpromiseresolvethenablejob'), {
    foreign: 'then of a foreign thenable is called',
    promise: 'then of a promise is called',
  }),
  RejectPromise: operation('RejectPromise', control('sec-rejectpromise'), {
    handled: 'somebody listens',
    unhandled: 'nobody listens yet',
  }),
  PromiseResolve: operation('PromiseResolve', control('sec-promise-resolve'), {
    promise: 'a promise is given as it is',
    value: 'a value is made a promise',
  }),
  PerformPromiseThen: operation('PerformPromiseThen', control('sec-performpromisethen'), {
    pending: 'of a pending promise',
    fulfilled: 'of a fulfilled promise',
    rejected: 'of a rejected promise',
  }),
  Await: operation('Await', control('await'), {
    fulfilled: 'goes on with a value',
    rejected: 'goes on by throwing',
  }),
  AsyncFunctionStart: operation('AsyncFunctionStart', functions('sec-asyncfunctionstart'), {
    ends: 'the body ends',
    returns: 'the body returns',
    throws: 'the body throws',
  }),

  // Statements
  Block: operation('Block', statement('sec-block-runtime-semantics-evaluation'), {
    declares: 'what it has declared is disposed of',
    plain: 'it declares nothing',
  }),
  LabelledStatement: operation('Labelled Statements', statement('sec-labelled-statements'), {
    break: 'a break that means it ends here',
    passes: 'every other completion passes',
  }),
  Try: operation('The try Statement', statement('sec-try-statement-runtime-semantics-evaluation'), {
    catches: 'the handler takes an error',
    passesHandler: 'a return passes the handler',
    finalizer: 'the finalizer keeps the completion',
    overrides: 'the completion of the finalizer replaces another',
  }),
  Return: operation('The return Statement', statement('sec-return-statement-runtime-semantics-evaluation'), {
    task: 'in an async function the operand is not awaited',
    generator: 'in an async generator the operand is awaited',
    rejected: 'the operand of a return in a generator rejects',
  }),
  ForLoop: operation('The for Statement', statement('sec-for-statement-runtime-semantics-forloopevaluation'), {
    plain: 'without declarations in its head',
    head: 'what its head has declared is disposed of at its end',
  }),
  ForInOfBodyEvaluation: operation(
    'ForIn/OfBodyEvaluation',
    statement('sec-runtime-semantics-forin-div-ofbodyevaluation-lhs-stmt-iterator-lhskind-labelset'),
    {
      done: 'the iterator is done',
      fails: 'the iterator fails, and is not closed',
      notObject: 'next() answers no object',
      goesOn: 'a turn ends, and the next one comes',
      leaves: 'the loop is left, and the iterator is closed',
      disposes: 'the item of a turn is disposed of at its end',
      refuses: 'the item of a turn is refused',
    },
  ),

  // Closing iterators
  AsyncIteratorClose: operation('AsyncIteratorClose', abstract('sec-asynciteratorclose'), {
    absent: 'there is no return method',
    throws: 'the completion that throws wins',
    innerThrows: 'the error of return() is thrown',
    notObject: 'return() answers no object',
    passes: 'the completion goes on',
  }),
  IteratorClose: operation('IteratorClose', abstract('sec-iteratorclose'), {
    absent: 'there is no return method',
    throws: 'the completion that throws wins',
    innerThrows: 'the error of return() is thrown',
    notObject: 'return() answers no object',
    passes: 'the completion goes on',
  }),
  AsyncFromSyncNext: operation(
    '%AsyncFromSyncIteratorPrototype%.next',
    control('sec-%asyncfromsynciteratorprototype%.next'),
    { throws: 'next() throws', answers: 'next() answers' },
  ),
  AsyncFromSyncReturn: operation(
    '%AsyncFromSyncIteratorPrototype%.return',
    control('sec-%asyncfromsynciteratorprototype%.return'),
    {
      absent: 'there is no return method',
      throws: 'return() throws',
      notObject: 'return() answers no object',
      answers: 'return() answers',
    },
  ),
  AsyncFromSyncThrow: operation(
    '%AsyncFromSyncIteratorPrototype%.throw',
    control('sec-%asyncfromsynciteratorprototype%.throw'),
    { closes: 'there is no throw method: the iterator is closed' },
  ),
  AsyncFromSyncIteratorContinuation: operation(
    'AsyncFromSyncIteratorContinuation',
    control('sec-asyncfromsynciteratorcontinuation'),
    {
      value: 'the value fulfils',
      closes: 'the value rejects, and the iterator is closed',
      rejects: 'the value of the answer to return() rejects, or of the last one',
    },
  ),
  ArrayFromAsync: operation('Array.fromAsync', ecma('indexed-collections', 'sec-array.fromasync'), {
    done: 'the iterator is done',
    fails: 'the iterator fails',
  }),

  // Async generators
  AsyncGeneratorNext: operation('%AsyncGeneratorPrototype%.next', control('sec-asyncgenerator-prototype-next'), {
    completed: 'of one that has completed',
    resumes: 'of one that is suspended',
    queues: 'of one that runs',
  }),
  AsyncGeneratorReturn: operation('%AsyncGeneratorPrototype%.return', control('sec-asyncgenerator-prototype-return'), {
    start: 'of one that has not started',
    completed: 'of one that has completed',
    resumes: 'of one that is suspended at a yield',
    queues: 'of one that runs',
  }),
  AsyncGeneratorThrow: operation('%AsyncGeneratorPrototype%.throw', control('sec-asyncgenerator-prototype-throw'), {
    start: 'of one that has not started',
    completed: 'of one that has completed',
    resumes: 'of one that is suspended at a yield',
    queues: 'of one that runs',
  }),
  AsyncGeneratorStart: operation('AsyncGeneratorStart', control('sec-asyncgeneratorstart'), {
    ends: 'the body ends',
    returns: 'the body returns',
    throws: 'the body throws',
  }),
  AsyncGeneratorCompleteStep: operation('AsyncGeneratorCompleteStep', control('sec-asyncgeneratorcompletestep'), {
    value: 'a request is answered',
    throws: 'a request is rejected',
  }),
  AsyncGeneratorAwaitReturn: operation('AsyncGeneratorAwaitReturn', control('sec-asyncgeneratorawaitreturn'), {
    fulfilled: 'the argument of return() fulfils',
    rejected: 'the argument of return() rejects',
  }),
  AsyncGeneratorDrainQueue: operation('AsyncGeneratorDrainQueue', control('sec-asyncgeneratordrainqueue'), {
    empty: 'nobody waits',
    return: 'a queued return() is next',
    normal: 'a queued next() is answered',
    throw: 'a queued throw() is answered',
  }),
  AsyncGeneratorYield: operation('AsyncGeneratorYield', control('sec-asyncgeneratoryield'), {
    suspends: 'it waits for the next request',
    queued: 'the next request is there already',
    rejected: 'the operand rejects',
  }),
  AsyncGeneratorUnwrapYieldResumption: operation(
    'AsyncGeneratorUnwrapYieldResumption',
    control('sec-asyncgeneratorunwrapyieldresumption'),
    {
      normal: 'next() resumes',
      throw: 'throw() resumes',
      return: 'return() resumes, its argument fulfils',
      rejected: 'return() resumes, its argument rejects',
    },
  ),
  YieldStar: operation('yield*', functions('sec-generator-function-definitions-runtime-semantics-evaluation'), {
    next: 'next() is forwarded',
    throw: 'throw() is forwarded',
    noThrow: 'the inner iterator has no throw: it is closed',
    noThrowCloseFails: 'the inner iterator has no throw, and closing it fails',
    return: 'return() is forwarded',
    noReturn: 'the inner iterator has no return: the generator returns',
    noReturnRejected: 'the inner iterator has no return, and the argument rejects',
    callThrows: 'a method of the inner iterator throws',
    answerRejects: 'an answer of the inner iterator rejects',
    notObject: 'an answer of the inner iterator is no object',
    done: 'the inner iterator is done: the expression has its value',
    doneReturn: 'the inner iterator is done after return(): the generator returns',
    value: 'a value of the inner iterator is passed on',
  }),

  // Explicit resource management
  AddDisposableResource: operation('AddDisposableResource', abstract('sec-adddisposableresource'), {
    null: 'null and undefined under await using are kept',
    nullSync: 'null and undefined under using are dropped',
    primitive: 'what is no object is refused',
    noMethod: 'what has no method is refused',
    added: 'a resource is added',
  }),
  GetDisposeMethod: operation('GetDisposeMethod', abstract('sec-getdisposemethod'), {
    sync: 'using reads Symbol.dispose',
    async: 'await using finds Symbol.asyncDispose',
    fallback: 'await using falls back to Symbol.dispose',
    fallbackThrows: 'Symbol.dispose, called for await using, throws',
    absent: 'await using finds neither',
  }),
  DisposeResources: operation('DisposeResources', abstract('sec-disposeresources'), {
    null: 'a null resource owes an await',
    paidBeforeSync: 'the await is paid before a sync resource',
    paidAtEnd: 'the await is paid at the end',
    awaits: 'the result of a disposer is awaited',
    sync: 'the result of a sync disposer is dropped',
    fails: 'the error of a disposer goes on alone',
    aggregates: 'the error of a disposer suppresses another',
  }),
  StackDisposeAsync: operation(
    'AsyncDisposableStack.prototype.disposeAsync',
    control('sec-asyncdisposablestack.prototype.disposeAsync'),
    { bad: 'the receiver is no stack', disposed: 'it has been disposed', disposes: 'its resources are disposed of' },
  ),
  StackUse: operation('AsyncDisposableStack.prototype.use', control('sec-asyncdisposablestack.prototype.use'), {
    refused: 'the stack has been disposed',
    added: 'the value is added, or refused',
  }),
  StackDefer: operation(
    'AsyncDisposableStack.prototype.defer, adopt',
    control('sec-asyncdisposablestack.prototype.defer'),
    { refused: 'the stack has been disposed', added: 'the callback is added' },
  ),
  StackMove: operation('AsyncDisposableStack.prototype.move', control('sec-asyncdisposablestack.prototype.move'), {
    refused: 'the stack has been disposed',
    moves: 'what it holds is moved',
  }),

  // Brackets and stacks of Python's shape
  AsyncWith: operation(
    'The async with statement',
    'https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement',
    {
      enterFails: 'enter fails',
      passes: 'the exit changes nothing',
      suppresses: 'the exit suppresses the error',
      replaces: 'the error of the exit replaces another',
      yields: 'the error of the exit is dropped',
      again: 'the exit raises the error that it was given',
      alone: 'the error of the exit goes on alone',
      dropped: 'the error of the exit after a body that ended well is dropped',
    },
  ),
  AsyncExitStack: operation('contextlib.AsyncExitStack', contextlib, {
    exit: 'an exit of the stack is called',
    empty: 'it holds nothing',
  }),
} as const

/** All branches of all clauses, by their numbers. */
export const clauseBranches: readonly ClauseBranch[] = list

/** Counters for a campaign, one for each branch. */
export function clauseCounters(): number[] {
  return new Array<number>(list.length).fill(0)
}

/** Adds what a run has gone through, as `runModel` gives it. */
export function countClauses(counters: number[], reached: readonly (Clause | number)[]): void {
  for (let i = 0; i < reached.length; i += 2) {
    const branch = reached[i] as Clause
    counters[branch] = (counters[branch] as number) + 1
  }
}
