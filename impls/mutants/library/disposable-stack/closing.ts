import type { Mutant } from '../../mutant.ts'
import { type Clauses, type DisposableResource, ecmaClauses, type Slots } from '../reference/disposable-stack.ts'
import { ecmaDisposableStack } from '../reference/implementations.ts'

/** Takes the last resource of which this holds off the list. */
function lastOf(
  chosen: (resource: DisposableResource) => boolean,
  { resources }: Slots,
): DisposableResource | undefined {
  const at = resources.findLastIndex(chosen)
  return at < 0 ? undefined : resources.splice(at, 1)[0]
}

/** A method that is called again when it has failed. */
function tryingAgain(resource: DisposableResource): DisposableResource {
  const { method } = resource
  if (!method) return resource
  const attempt = async (value: unknown): Promise<void> => {
    await method.call(value)
  }
  return {
    ...resource,
    method(this: unknown) {
      return attempt(this).catch(() => attempt(this))
    },
  }
}

const withoutReset: Clauses['disposeResources'] = (slots, clauses) =>
  ecmaClauses.disposeResources({ ...slots, resources: [...slots.resources] }, clauses)

export const closing: readonly Mutant[] = [
  {
    name: 'disposes-first-in-first-out',
    rule: 'exit-stack.lifo',
    flaw: 'The resources are disposed in the order in which they were added.',
    implementation: ecmaDisposableStack({ next: ({ resources }) => resources.shift() }),
  },
  {
    name: 'deferred-run-first',
    rule: 'exit-stack.lifo',
    flaw: 'Deferred callbacks have a list of their own, which is run before the other one.',
    implementation: ecmaDisposableStack({
      next: slots => lastOf(({ kind }) => kind === 'defer', slots) ?? slots.resources.pop(),
    }),
  },
  {
    name: 'disposes-side-by-side',
    rule: 'exit-stack.lifo',
    flaw: 'All disposers are called at once, and awaited together.',
    implementation: ecmaDisposableStack({
      async disposeResources(slots, clauses) {
        const each = slots.resources
          .splice(0)
          .reverse()
          .map(resource => ecmaClauses.disposeResources({ state: 'disposed', resources: [resource] }, clauses))
        let pending: { readonly error: unknown } | undefined
        for (const ended of await Promise.allSettled(each)) {
          if (ended.status === 'rejected') pending = clauses.combine(pending, { error: ended.reason })
        }
        if (pending) throw pending.error
      },
    }),
  },
  {
    name: 'stops-at-a-failing-disposer',
    rule: 'exit-stack.all-exits-run',
    flaw: 'The loop over the resources is left by the first error.',
    implementation: ecmaDisposableStack({
      combine(_, { error }) {
        throw error
      },
    }),
  },
  {
    name: 'stops-at-null',
    rule: 'exit-stack.all-exits-run',
    flaw: 'The loop over the resources ends at the first that has no method.',
    implementation: ecmaDisposableStack({
      next(slots) {
        const resource = slots.resources.pop()
        return resource?.method && resource
      },
    }),
  },
  {
    name: 'failing-disposer-called-again',
    rule: 'exit-stack.all-exits-run',
    flaw: 'A disposer that has failed is called once more.',
    implementation: ecmaDisposableStack({
      dispose: (resource, pending) => ecmaClauses.dispose(tryingAgain(resource), pending),
    }),
  },
  {
    name: 'disposer-not-awaited',
    rule: 'exit-stack.lifo',
    flaw: 'Disposers are called in order, but none is awaited.',
    implementation: ecmaDisposableStack({
      dispose(resource, pending) {
        Promise.resolve(ecmaClauses.dispose(resource, pending)).catch(() => {})
      },
    }),
  },
  {
    name: 'move-copies',
    rule: 'exit-stack.transfer',
    flaw: 'move copies the resources to the new stack, and leaves the old one as it is.',
    implementation: ecmaDisposableStack({ move: ({ resources }) => [...resources] }),
  },
  {
    name: 'move-loses-everything',
    rule: 'exit-stack.transfer',
    flaw: 'move gives a new stack without the resources, and marks the old one as disposed.',
    implementation: ecmaDisposableStack({
      move(slots) {
        ecmaClauses.move(slots)
        return []
      },
    }),
  },
  {
    name: 'move-disposes',
    rule: 'exit-stack.transfer',
    flaw: 'move disposes the old stack, whose resources are not handed over.',
    implementation: ecmaDisposableStack({
      move(slots) {
        const moved = ecmaClauses.move(slots)
        ecmaClauses.disposeResources({ state: 'disposed', resources: moved }, ecmaClauses).catch(() => {})
        return []
      },
    }),
  },
  {
    name: 'second-dispose-disposes-again',
    rule: 'exit-stack.close-idempotent',
    flaw: 'disposeAsync does not look whether the stack has been disposed, and keeps its resources.',
    implementation: ecmaDisposableStack({
      async disposeAsync(slots, clauses) {
        if (!slots) throw new TypeError('not an AsyncDisposableStack')
        slots.state = 'disposed'
        await withoutReset(slots, clauses)
      },
    }),
  },
  {
    name: 'second-dispose-rejects',
    rule: 'exit-stack.close-idempotent',
    flaw: 'disposeAsync on a stack that has been disposed rejects with a ReferenceError.',
    implementation: ecmaDisposableStack({
      async disposeAsync(slots, clauses) {
        if (slots?.state === 'disposed') throw new ReferenceError('the stack has been disposed')
        await ecmaClauses.disposeAsync(slots, clauses)
      },
    }),
  },
  {
    name: 'disposed-only-when-done',
    rule: 'exit-stack.register-while-closing',
    flaw: 'The stack is marked as disposed after its resources have been: until then it takes more.',
    implementation: ecmaDisposableStack({
      async disposeAsync(slots, clauses) {
        if (!slots) throw new TypeError('not an AsyncDisposableStack')
        if (slots.state === 'disposed') return
        try {
          await clauses.disposeResources(slots, clauses)
        } finally {
          slots.state = 'disposed'
        }
      },
    }),
  },
  {
    name: 'first-disposer-later',
    rule: 'exit-stack.first-disposer-synchronous',
    flaw: 'disposeAsync awaits something before its loop.',
    implementation: ecmaDisposableStack({
      async disposeResources(slots, clauses) {
        await undefined
        await ecmaClauses.disposeResources(slots, clauses)
      },
    }),
  },
  {
    name: 'null-awaited-where-it-stands',
    rule: 'exit-stack.first-disposer-synchronous',
    flaw: 'The await that null owes is done where it stands in the list, before the disposers below it.',
    implementation: ecmaDisposableStack({
      createDisposableResource: (value, clauses) =>
        value == null
          ? { kind: 'use', value, method: () => undefined }
          : ecmaClauses.createDisposableResource(value, clauses),
    }),
  },
  {
    name: 'bad-receiver-throws',
    rule: 'exit-stack.bad-receiver-rejects',
    flaw: 'disposeAsync on something else throws its TypeError, instead of rejecting with it.',
    implementation: ecmaDisposableStack({
      disposeAsync(slots, clauses) {
        if (!slots) throw new TypeError('not an AsyncDisposableStack')
        return ecmaClauses.disposeAsync(slots, clauses)
      },
    }),
  },
  {
    name: 'bad-receiver-accepted',
    rule: 'exit-stack.bad-receiver-rejects',
    flaw: 'disposeAsync on something else fulfils.',
    implementation: ecmaDisposableStack({
      async disposeAsync(slots, clauses) {
        if (slots) await ecmaClauses.disposeAsync(slots, clauses)
      },
    }),
  },
  {
    name: 'sync-disposer-awaited',
    rule: 'exit-stack.trace',
    flaw: 'What Symbol.dispose returns is awaited.',
    implementation: ecmaDisposableStack({
      getDisposeMethod: value =>
        Reflect.get(value, Symbol.asyncDispose) ?? Reflect.get(value, Symbol.dispose) ?? undefined,
    }),
  },
  {
    name: 'disposer-called-on-nothing',
    rule: 'exit-stack.trace',
    flaw: 'A disposer is called without its resource as receiver.',
    implementation: ecmaDisposableStack({ dispose: ({ method }) => method?.call(undefined) }),
  },
]
