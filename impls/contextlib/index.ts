import { defineImplementation } from '../../harness/index.ts'
import { client } from './client.ts'
import { contextOf } from './context.ts'
import { exitStack } from './exit-stack.ts'
import { bracket } from './manager.ts'

export { aclosing } from './aclosing.ts'

/** Python's `async with` and contextlib, ported: the reference of the `python` dialect. */
export default defineImplementation({
  name: 'contextlib',
  homepage: 'https://docs.python.org/3/library/contextlib.html',
  dialect: 'python',
  bracket,
  exitStack: () => exitStack(),
  client,
  contextOf,
})
