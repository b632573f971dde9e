import type { Manager } from '../../harness/index.ts'

/**
 * Python's `contextlib.aclosing`: a manager that closes the generator when it is left.
 *
 * @see https://docs.python.org/3/library/contextlib.html#contextlib.aclosing
 */
export function aclosing<T extends Pick<AsyncGenerator, 'return'>>(generator: T): Manager<T> {
  return {
    async enter() {
      return generator
    },
    async exit() {
      await generator.return(undefined)
    },
  }
}
