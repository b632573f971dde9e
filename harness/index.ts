/** The public API: what an adapter needs. */

export type { Dialect } from '../spec/dialects/dialect.ts'
export { ecmascript } from '../spec/dialects/ecmascript.ts'
export { python } from '../spec/dialects/python.ts'
export { defineImplementation } from './implementation/define.ts'
export type {
  Bracket,
  DisposableStack,
  ExitStack,
  Implementation,
  Language,
  Manager,
} from './implementation/implementation.ts'
