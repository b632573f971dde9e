/** The public API: what an adapter needs. It is loaded with every adapter, so it holds nothing else. */

export type { Dialect } from '../spec/dialects/dialect.ts'
export { ecmascript } from '../spec/dialects/ecmascript.ts'
export { python, pythonOf } from '../spec/dialects/python.ts'
export { defineImplementation } from './implementation/define.ts'
export type {
  Bracket,
  Client,
  ClientOptions,
  DisposableStack,
  ExitStack,
  FetchAll,
  Fetched,
  Fetching,
  FetchOptions,
  Implementation,
  Language,
  Manager,
  PythonCase,
  PythonLanguage,
} from './implementation/implementation.ts'
export type { Operators } from './implementation/operators.ts'
export { RuntimeMissing } from './implementation/runtime-missing.ts'
export type { Body, Operation, Tasks } from './implementation/tasks.ts'
