import type { Mutant } from '../../mutant.ts'
import { disposeOne, ecmaSteps } from '../using/disposal.ts'
import { lowered } from '../using/lowered.ts'

const { call, combine } = ecmaSteps

/** Thrown by an exit that has answered truthy. */
const suppression = Symbol('suppressed')

export const failing: readonly Mutant[] = [
  {
    name: 'truthy-exit-suppresses',
    rule: 'context-manager.no-suppress',
    flaw: 'An exit that answers truthy ends the error, as in Python.',
    implementation: lowered({
      steps: {
        call(resource, failure) {
          const result = call(resource, failure)
          if (!failure || !(result instanceof Promise)) return result
          return result.then(answer => {
            if (answer) throw suppression
          })
        },
        combine: (error, failure, resource) => (error === suppression ? null : combine(error, failure, resource)),
      },
    }),
  },
  {
    name: 'error-of-body-copied',
    rule: 'context-manager.no-suppress',
    flaw: 'The error of the body is thrown again as a copy with the same message.',
    implementation: lowered({
      steps: {
        disposeResources: (resources, failure, steps) =>
          ecmaSteps.disposeResources(resources, failure && { error: new Error(String(failure.error)) }, steps),
      },
    }),
  },
  {
    name: 'error-lost-after-three-exits',
    rule: 'context-manager.no-suppress',
    flaw: 'An error that has passed three exits is lost.',
    implementation: lowered({
      steps: {
        *disposeResources(resources, failure, steps) {
          const left = yield* ecmaSteps.disposeResources(resources, failure, steps)
          return resources.length > 2 && left === failure ? null : left
        },
      },
    }),
  },
  {
    name: 'suppressed-error-swapped',
    rule: 'context-manager.exit-error-aggregates',
    flaw: 'SuppressedError has the older error as its error and the newer one as suppressed.',
    implementation: lowered({
      steps: { combine: (error, failure) => ({ error: failure ? new SuppressedError(failure.error, error) : error }) },
    }),
  },
  {
    name: 'third-error-dropped',
    rule: 'context-manager.exit-error-aggregates',
    flaw: 'When a third error comes on top of two, it is dropped.',
    implementation: lowered({
      steps: {
        combine: (error, failure, resource) =>
          failure?.error instanceof SuppressedError ? failure : combine(error, failure, resource),
      },
    }),
  },
  {
    name: 'newer-error-replaces',
    rule: 'context-manager.exit-error-aggregates',
    flaw: 'The error of an exit replaces the one in flight, which is lost.',
    implementation: lowered({ steps: { combine: error => ({ error }) } }),
  },
  {
    name: 'older-error-wins',
    rule: 'context-manager.exit-error-aggregates',
    flaw: 'The error of an exit is dropped when one is in flight already.',
    implementation: lowered({ steps: { combine: (error, failure) => failure ?? { error } } }),
  },
  {
    name: 'exit-error-alone-dropped',
    rule: 'context-manager.exit-error-alone',
    flaw: 'An exit that fails after a body that ended well is ignored.',
    implementation: lowered({
      steps: { combine: (error, failure, resource) => failure && combine(error, failure, resource) },
    }),
  },
  {
    name: 'exit-error-alone-wrapped',
    rule: 'context-manager.exit-error-alone',
    flaw: 'The error of an exit is wrapped in a SuppressedError even when it is the only one.',
    implementation: lowered({
      steps: { combine: (error, failure) => ({ error: new SuppressedError(error, failure?.error) }) },
    }),
  },
  {
    name: 'sync-exit-error-dropped',
    rule: 'context-manager.exit-error-alone',
    flaw: 'The error of a sync disposer that stands in for an async one is dropped.',
    implementation: lowered({
      steps: {
        fallback: sync =>
          async function (this: unknown) {
            try {
              sync.call(this)
            } catch {}
          },
      },
    }),
  },
  {
    name: 'failing-exit-ends-the-exits',
    rule: 'context-manager.exit-error-does-not-stop-others',
    flaw: 'After an exit has failed no other one is called.',
    implementation: lowered({
      steps: {
        *disposeResources(resources, failure, steps) {
          for (const resource of steps.order(resources)) {
            const failed = yield* disposeOne(resource, failure, steps)
            if (failed) return steps.combine(failed.error, failure, resource)
          }
          return failure
        },
      },
    }),
  },
  {
    name: 'failing-exit-after-failing-body-ends-the-exits',
    rule: 'context-manager.exit-error-does-not-stop-others',
    flaw: 'After an exit has failed on top of another error no other one is called.',
    implementation: lowered({
      steps: {
        *disposeResources(resources, failure, steps) {
          let current = failure
          for (const resource of steps.order(resources)) {
            const before = current
            const failed = yield* disposeOne(resource, current, steps)
            if (failed) current = steps.combine(failed.error, current, resource)
            if (failed && before) return current
          }
          return current
        },
      },
    }),
  },
]
