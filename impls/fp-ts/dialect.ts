import { type Dialect, ecmascript } from '../../harness/index.ts'

/**
 * The answers of fp-ts, as the documentation and the type of TaskEither.bracket give them.
 *
 * @see https://gcanti.github.io/fp-ts/modules/TaskEither.ts.html#bracket
 */
export const dialect: Dialect = {
  ...ecmascript,
  name: 'fp-ts',
  // The type of release: it is given the Either of what used the resource.
  exitSees: 'error',
  // The type of release: it answers TaskEither<E, void>.
  exitSuppresses: 'never',
  // Not documented. The type has one place for an error, and release comes last: its Left is the result.
  exitErrorMeetsError: 'replaces',
  // The type of bracketW: the errors of release are among those of the result.
  exitErrorAlone: 'propagates',
}
