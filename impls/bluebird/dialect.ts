import { type Dialect, ecmascript } from '../../harness/index.ts'

/**
 * The answers of bluebird, as its documentation gives them.
 *
 * A disposer must not fail: bluebird throws the error where nobody can catch it, so that the process ends, and the
 * promise of `using` stays pending. So the two fields about errors of exits are never asked.
 *
 * @see http://bluebirdjs.com/docs/api/promise.using.html
 * @see http://bluebirdjs.com/docs/api/disposer.html
 */
export const dialect: Dialect = {
  ...ecmascript,
  name: 'bluebird',
  // disposer: its second argument is the outcome of the block, which can be inspected synchronously.
  exitSees: 'error',
  // disposer: there is no mechanism for it to signal anything.
  exitSuppresses: 'never',
  exitMayFail: false,
}
