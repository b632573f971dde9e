import { type Dialect, ecmascript } from '../../harness/index.ts'

/**
 * The answers of @matrixai/resources, as the documentation of its types gives them.
 *
 * @see https://github.com/MatrixAI/js-resources/blob/master/src/types.ts
 * @see https://github.com/MatrixAI/js-resources/blob/master/src/utils.ts
 */
export const dialect: Dialect = {
  ...ecmascript,
  name: '@matrixai/resources',
  // ResourceRelease: it is given any error of the use.
  exitSees: 'error',
  // ResourceRelease: the error only changes how it releases; withF throws it again.
  exitSuppresses: 'never',
  // Not documented. Releases run in a finally block, whose error takes the place of another, …
  exitErrorMeetsError: 'replaces',
  // … or of a result.
  exitErrorAlone: 'propagates',
}
