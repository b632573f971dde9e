import { createRequire } from 'node:module'
import { type DisposableStack, defineImplementation } from '../../harness/index.ts'
import { withoutNatives } from '../without-natives.ts'

const require = createRequire(import.meta.url)

/** The package and its dependency suppressed-error both prefer what the engine has. */
const AsyncDisposableStack = withoutNatives(
  ['AsyncDisposableStack', 'SuppressedError'],
  (): (new () => DisposableStack) => require('disposablestack/AsyncDisposableStack'),
)

export default defineImplementation({
  name: 'disposablestack',
  version: '1.1.8',
  homepage: 'https://github.com/es-shims/DisposableStack',
  dialect: 'ecmascript',
  disposableStack: AsyncDisposableStack,
})
