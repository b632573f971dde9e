import { createRequire } from 'node:module'
import { type DisposableStack, defineImplementation, type Operators } from '../../harness/index.ts'
import { withoutNatives } from '../without-natives.ts'

const require = createRequire(import.meta.url)

/** The version without global pollution; its SuppressedError is loaded with the stack, and is its own too. */
const AsyncDisposableStack = withoutNatives(
  ['AsyncDisposableStack', 'SuppressedError'],
  (): (new () => DisposableStack) => require('core-js-pure/es/async-disposable-stack'),
)

/** The helpers of async iterators, a proposal of which core-js has the text that made them async generators. */
interface Helpers extends AsyncIterable<unknown> {
  map(callback: (value: unknown) => Promise<unknown>): Helpers
  filter(test: (value: unknown) => Promise<boolean>): Helpers
  take(count: number): Helpers
  drop(count: number): Helpers
  flatMap(callback: (value: unknown) => AsyncIterable<unknown>): Helpers
}
const AsyncIterator: { from(source: AsyncIterable<unknown>): Helpers } = require('core-js-pure/full/async-iterator')

/**
 * Each request is passed on at once: https://github.com/tc39/proposal-async-iterator-helpers#concurrency. Closed before
 * the first one, they close their source, as those of the synchronous iterators do, which no async generator does.
 */
const declared = { requests: 'parallel', exact: false } as const

const operators: Operators = {
  map: { run: (source, callback) => AsyncIterator.from(source).map(callback), ...declared },
  filter: { run: (source, test) => AsyncIterator.from(source).filter(test), ...declared },
  take: { run: (source, count) => AsyncIterator.from(source).take(count), ...declared },
  drop: { run: (source, count) => AsyncIterator.from(source).drop(count), ...declared },
  flatMap: { run: (source, callback) => AsyncIterator.from(source).flatMap(callback), ...declared },
}

export default defineImplementation({
  name: 'core-js',
  version: '3.51.0',
  homepage: 'https://github.com/zloirock/core-js#explicit-resource-management',
  dialect: 'ecmascript',
  disposableStack: AsyncDisposableStack,
  operators,
})
