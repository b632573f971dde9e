/**
 * ECMA-262's disposal of what a block has declared, in replaceable steps: each mutant replaces one.
 *
 * @see https://tc39.es/ecma262/#sec-disposablestack-objects
 */

export type Hint = 'sync-dispose' | 'async-dispose'
export type Method = (this: unknown, ...given: unknown[]) => unknown

/**
 * A DisposableResource Record. Without a method it owes an await only.
 *
 * @see https://tc39.es/ecma262/#sec-disposableresource-records
 */
export interface DisposableResource {
  readonly value: unknown
  readonly hint: Hint
  readonly method: Method | undefined
}

/** A throw completion; null stands for every other one. */
export type Failure = { readonly error: unknown } | null

/** What is to be awaited; resumed with how that went. */
export type Disposing = Generator<unknown, Failure, Failure>

export interface Steps {
  readonly addDisposableResource: (resources: DisposableResource[], value: unknown, hint: Hint, steps: Steps) => void
  readonly getDisposeMethod: (value: object, hint: Hint, steps: Steps) => Method | undefined
  /** A sync method that stands in for an async one: what it gives is not awaited, what it throws is a rejection. */
  readonly fallback: (sync: Method) => Method
  /** The order in which the resources are disposed of. */
  readonly order: (resources: readonly DisposableResource[]) => readonly DisposableResource[]
  /** Dispose: calls the method, and gives what it gave. */
  readonly call: (resource: DisposableResource, failure: Failure) => unknown
  /** Whether what the method gave is awaited. */
  readonly awaits: (resource: DisposableResource, result: unknown, failure: Failure) => boolean
  /** What is in flight after a disposer has failed. */
  readonly combine: (error: unknown, failure: Failure, resource: DisposableResource) => Failure
  /** The completion of the whole, given that of the block. */
  readonly disposeResources: (resources: DisposableResource[], failure: Failure, steps: Steps) => Disposing
}

/** The steps as the clauses have them. */
export const ecmaSteps: Steps = {
  /** @see https://tc39.es/ecma262/#sec-adddisposableresource */
  addDisposableResource(resources, value, hint, steps) {
    if (value === null || value === undefined) {
      if (hint === 'async-dispose') resources.push({ value: undefined, hint, method: undefined })
      return
    }
    if (!isObject(value)) throw new TypeError('what is declared is no object')
    const method = steps.getDisposeMethod(value, hint, steps)
    if (method === undefined) throw new TypeError('what is declared has no disposer')
    resources.push({ value, hint, method })
  },
  /** @see https://tc39.es/ecma262/#sec-getdisposemethod */
  getDisposeMethod(value, hint, steps) {
    if (hint === 'sync-dispose') return getMethod(value, Symbol.dispose)
    const method = getMethod(value, Symbol.asyncDispose)
    if (method) return method
    const sync = getMethod(value, Symbol.dispose)
    return sync && steps.fallback(sync)
  },
  fallback: sync =>
    async function (this: unknown) {
      sync.call(this)
    },
  order: resources => resources.toReversed(),
  /** @see https://tc39.es/ecma262/#sec-dispose */
  call: ({ value, method }) => method?.call(value),
  awaits: ({ hint }) => hint === 'async-dispose',
  combine: (error, failure) => ({ error: failure ? new SuppressedError(error, failure.error) : error }),
  /** @see https://tc39.es/ecma262/#sec-disposeresources */
  *disposeResources(resources, failure, steps) {
    let needsAwait = false
    let hasAwaited = false
    let current = failure
    for (const resource of steps.order(resources)) {
      if (resource.hint === 'sync-dispose' && needsAwait && !hasAwaited) {
        yield
        needsAwait = false
      }
      if (!resource.method) {
        needsAwait = true
        continue
      }
      const failed = yield* disposeOne(resource, current, steps)
      if (resource.hint === 'async-dispose') hasAwaited = true
      if (failed) current = steps.combine(failed.error, current, resource)
    }
    if (needsAwait && !hasAwaited) yield
    return current
  },
}

/** Calls the disposer of one resource, and waits for it where that is due. @returns its failure */
export function* disposeOne(resource: DisposableResource, failure: Failure, steps: Steps): Disposing {
  try {
    const result = steps.call(resource, failure)
    return steps.awaits(resource, result, failure) ? yield result : null
  } catch (error) {
    return { error }
  }
}

/** @see https://tc39.es/ecma262/#sec-getmethod */
export function getMethod(value: object, name: symbol): Method | undefined {
  const method: unknown = Reflect.get(value, name)
  if (method === undefined || method === null) return undefined
  if (typeof method !== 'function') throw new TypeError('a disposer is not callable')
  return method as Method
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
