import { Cause, Effect, Exit } from 'effect'
import { type Bracket, defineImplementation } from '../../harness/index.ts'
import { dialect } from './dialect.ts'
import { buffer, mapEffect, merge, mergeAll, sequential, unordered, zip } from './stream.ts'
import { tasks } from './tasks.ts'

const acquireUseRelease: Bracket = (manager, body) =>
  Effect.runPromise(
    Effect.acquireUseRelease(
      attempt(() => manager.enter()),
      resource => attempt(() => body(resource)),
      (_, exit) => attempt(() => manager.exit(...failure(exit))),
    ),
  )

/** The type of a finalizer lets it have no failures: an exit that fails is a defect. */
const scope: Bracket = (manager, body) =>
  Effect.runPromise(
    Effect.scoped(
      Effect.flatMap(
        Effect.acquireRelease(
          attempt(() => manager.enter()),
          (_, exit) => Effect.promise(() => manager.exit(...failure(exit))),
        ),
        resource => attempt(() => body(resource)),
      ),
    ),
  )

/** An effect that fails with the very error that the promise was rejected with. */
function attempt<T>(run: () => Promise<T>): Effect.Effect<T, unknown> {
  return Effect.tryPromise({ try: run, catch: error => error })
}

function failure(exit: Exit.Exit<unknown, unknown>): [] | [{ error: unknown }] {
  return Exit.isSuccess(exit) ? [] : [{ error: Cause.squash(exit.cause) }]
}

export default defineImplementation({
  name: 'effect',
  version: '4.1.0',
  homepage: 'https://effect.website/docs/resource-management/introduction/',
  dialect,
  variants: {
    acquireUseRelease: { bracket: acquireUseRelease, tasks },
    scope: { bracket: scope },
    stream: { operators: sequential },
    merge: { operators: merge },
    mergeAll: { operators: mergeAll },
    buffer: { operators: buffer },
    zip: { operators: zip },
    mapEffect: { operators: mapEffect },
    unordered: { operators: unordered },
  },
})
