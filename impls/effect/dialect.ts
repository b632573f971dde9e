import { type Dialect, ecmascript } from '../../harness/index.ts'

/**
 * The answers of Effect, as its API documentation gives them.
 *
 * @see https://github.com/Effect-TS/effect/blob/main/packages/effect/src/Effect.ts for all but squash
 * @see https://github.com/Effect-TS/effect/blob/main/packages/effect/src/Cause.ts for squash
 */
export const dialect: Dialect = {
  ...ecmascript,
  name: 'effect',
  // acquireUseRelease, acquireRelease: release is given the Exit of what used the resource.
  exitSees: 'error',
  // The type of release: it answers Effect<void>, and its value is not used.
  exitSuppresses: 'never',
  // onExit: the two causes are merged; squash, which runPromise throws by, picks the first of them.
  exitErrorMeetsError: 'yields',
  // acquireUseRelease: when release fails, the whole fails, even if use succeeded.
  exitErrorAlone: 'propagates',
}
