import { createRequire } from 'node:module'
import { type DisposableStack, defineImplementation } from '../../harness/index.ts'
import { withoutNatives } from '../without-natives.ts'

const require = createRequire(import.meta.url)

/** The version without global pollution; its SuppressedError is loaded with the stack, and is its own too. */
const AsyncDisposableStack = withoutNatives(
  ['AsyncDisposableStack', 'SuppressedError'],
  (): (new () => DisposableStack) => require('core-js-pure/es/async-disposable-stack'),
)

export default defineImplementation({
  name: 'core-js',
  version: '3.51.0',
  homepage: 'https://github.com/zloirock/core-js#explicit-resource-management',
  dialect: 'ecmascript',
  disposableStack: AsyncDisposableStack,
})
