import { type Dialect, ecmascript } from '../../harness/index.ts'

/**
 * The answers of using-statement, whose documentation says that it acts like the using statement of C#: a try block
 * with a disposal in its finally block.
 *
 * @see https://github.com/dsherret/using-statement
 * @see https://learn.microsoft.com/en-us/dotnet/csharp/language-reference/statements/using
 */
export const dialect: Dialect = {
  ...ecmascript,
  name: 'using-statement',
  // dispose() takes no argument.
  exitSees: 'nothing',
  // A finally block cannot end an error by its value.
  exitSuppresses: 'never',
  // An error of a finally block takes the place of another, or of a result.
  exitErrorMeetsError: 'replaces',
  exitErrorAlone: 'propagates',
}
