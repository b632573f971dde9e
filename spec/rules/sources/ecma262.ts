import type { Source } from '../rule.ts'

// Explicit resource management is part of ECMA-262: sections 7.5, 27.2 to 27.4 and 20.5.8.

const section = (name: string, page: string, anchor: string): Source => ({
  title: 'ECMA-262',
  section: name,
  url: `https://tc39.es/ecma262/multipage/${page}.html#${anchor}`,
})

const operation = (name: string, anchor: string) => section(name, 'abstract-operations', anchor)
const statement = (name: string, anchor: string) =>
  section(name, 'ecmascript-language-statements-and-declarations', anchor)
const functions = (name: string, anchor: string) => section(name, 'ecmascript-language-functions-and-classes', anchor)
const control = (name: string, anchor: string) => section(name, 'control-abstraction-objects', anchor)

export const asyncIteratorClose = operation('AsyncIteratorClose', 'sec-asynciteratorclose')
export const getMethod = operation('GetMethod', 'sec-getmethod')
export const addDisposableResource = operation('AddDisposableResource', 'sec-adddisposableresource')
export const createDisposableResource = operation('CreateDisposableResource', 'sec-createdisposableresource')
export const getDisposeMethod = operation('GetDisposeMethod', 'sec-getdisposemethod')
export const disposeResources = operation('DisposeResources', 'sec-disposeresources')

export const blockEvaluation = statement(
  'Block, Runtime Semantics: Evaluation',
  'sec-block-runtime-semantics-evaluation',
)
export const bindingEvaluation = statement('BindingEvaluation', 'sec-bindingevaluation')
export const forInOfBodyEvaluation = statement(
  'ForIn/OfBodyEvaluation',
  'sec-runtime-semantics-forin-div-ofbodyevaluation-lhs-stmt-iterator-lhskind-labelset',
)
export const returnEvaluation = statement(
  'The return Statement, Runtime Semantics: Evaluation',
  'sec-return-statement-runtime-semantics-evaluation',
)
export const tryEvaluation = statement(
  'The try Statement, Runtime Semantics: Evaluation',
  'sec-try-statement-runtime-semantics-evaluation',
)

export const yieldEvaluation = functions(
  'Generator Function Definitions, Runtime Semantics: Evaluation',
  'sec-generator-function-definitions-runtime-semantics-evaluation',
)
export const evaluateAsyncGeneratorBody = functions(
  'EvaluateAsyncGeneratorBody',
  'sec-runtime-semantics-evaluateasyncgeneratorbody',
)

export const suppressedError = section('SuppressedError', 'fundamental-objects', 'sec-suppressederror')
export const arrayFromAsync = section('Array.fromAsync', 'indexed-collections', 'sec-array.fromasync')

export const asyncFromSyncNext = control(
  '%AsyncFromSyncIteratorPrototype%.next',
  'sec-%asyncfromsynciteratorprototype%.next',
)
export const asyncFromSyncContinuation = control(
  'AsyncFromSyncIteratorContinuation',
  'sec-asyncfromsynciteratorcontinuation',
)
export const asyncDisposableInterface = control('The AsyncDisposable Interface', 'sec-asyncdisposable-interface')
export const stackAdopt = control('AsyncDisposableStack.prototype.adopt', 'sec-asyncdisposablestack.prototype.adopt')
export const stackDefer = control('AsyncDisposableStack.prototype.defer', 'sec-asyncdisposablestack.prototype.defer')
export const stackDisposeAsync = control(
  'AsyncDisposableStack.prototype.disposeAsync',
  'sec-asyncdisposablestack.prototype.disposeAsync',
)
export const stackMove = control('AsyncDisposableStack.prototype.move', 'sec-asyncdisposablestack.prototype.move')
export const stackUse = control('AsyncDisposableStack.prototype.use', 'sec-asyncdisposablestack.prototype.use')

export const asyncGeneratorNext = control('%AsyncGeneratorPrototype%.next', 'sec-asyncgenerator-prototype-next')
export const asyncGeneratorReturn = control('%AsyncGeneratorPrototype%.return', 'sec-asyncgenerator-prototype-return')
export const asyncGeneratorThrow = control('%AsyncGeneratorPrototype%.throw', 'sec-asyncgenerator-prototype-throw')
export const asyncGeneratorStart = control('AsyncGeneratorStart', 'sec-asyncgeneratorstart')
export const asyncGeneratorEnqueue = control('AsyncGeneratorEnqueue', 'sec-asyncgeneratorenqueue')
export const asyncGeneratorCompleteStep = control('AsyncGeneratorCompleteStep', 'sec-asyncgeneratorcompletestep')
export const asyncGeneratorResume = control('AsyncGeneratorResume', 'sec-asyncgeneratorresume')
export const asyncGeneratorUnwrap = control(
  'AsyncGeneratorUnwrapYieldResumption',
  'sec-asyncgeneratorunwrapyieldresumption',
)
export const asyncGeneratorYield = control('AsyncGeneratorYield', 'sec-asyncgeneratoryield')
export const asyncGeneratorAwaitReturn = control('AsyncGeneratorAwaitReturn', 'sec-asyncgeneratorawaitreturn')
export const asyncGeneratorDrainQueue = control('AsyncGeneratorDrainQueue', 'sec-asyncgeneratordrainqueue')
export const yieldOperation = control('Yield', 'sec-yield')
export const awaitOperation = control('Await', 'await')
