import { type Dialect, ecmascript } from '../../harness/index.ts'

/**
 * The answers of Fluture, as its documentation gives them.
 *
 * A disposal must not reject: that is a fatal error, a new one that only names the rejection, and it is given to
 * forkCatch instead of the rejection of the whole. So the two fields about errors of exits are never asked.
 *
 * @see https://github.com/fluture-js/Fluture#hook
 */
export const dialect: Dialect = {
  ...ecmascript,
  name: 'fluture',
  // hook: dispose is given what acquire resolved to, and nothing else.
  exitSees: 'nothing',
  // hook: what the disposal resolves to is ignored.
  exitSuppresses: 'never',
  exitMayFail: false,
}
