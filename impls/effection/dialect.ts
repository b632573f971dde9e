import { type Dialect, ecmascript } from '../../harness/index.ts'

/**
 * The answers of Effection, as its guides and its API documentation give them.
 *
 * @see https://frontside.com/effection/guides/v4/resources/
 * @see https://frontside.com/effection/guides/v4/cleanup/
 * @see https://frontside.com/effection/api/v4/ensure/
 */
export const dialect: Dialect = {
  ...ecmascript,
  name: 'effection',
  // ensure: its function takes no argument.
  exitSees: 'nothing',
  // ensure is the same as a finally block, whose value is not used …
  exitSuppresses: 'never',
  // … and whose error takes the place of another, …
  exitErrorMeetsError: 'replaces',
  // … or of a result.
  exitErrorAlone: 'propagates',
}
