import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type DisposableStack, defineImplementation } from '../../harness/index.ts'
import { withoutNatives } from '../without-natives.ts'

const require = createRequire(import.meta.url)

/** The CommonJS files would load tslib, which adds its helpers to the globals: the ES modules do not. */
const entry = join(dirname(require.resolve('@whatwg-node/disposablestack/package.json')), 'esm/index.js')

/** The ponyfill is not exported under a name of its own: it is what the package gives where the engine has none. */
const { AsyncDisposableStack } = withoutNatives(
  ['AsyncDisposableStack', 'DisposableStack', 'SuppressedError'],
  (): { AsyncDisposableStack: new () => DisposableStack } => require(entry),
)

export default defineImplementation({
  name: '@whatwg-node/disposablestack',
  version: '0.1.0',
  homepage: 'https://github.com/ardatan/whatwg-node/tree/master/packages/disposablestack',
  dialect: 'ecmascript',
  disposableStack: AsyncDisposableStack,
})
