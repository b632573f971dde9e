/** The running engine: nothing is compiled, so what is tested is V8 itself. */
import { type DisposableStack, defineImplementation } from '../../harness/index.ts'
import { operators } from './operators.ts'

export default defineImplementation({
  name: 'node',
  version: process.versions.node,
  homepage: 'https://nodejs.org',
  runs: 5000,
  dialect: 'ecmascript',
  // The declared type refuses what has no disposer; here it is the engine that has to refuse it.
  disposableStack: AsyncDisposableStack as new () => DisposableStack,
  operators,
  language: { syntax: 'ecmascript', lower: source => source, microtasks: 'exact' },
})
