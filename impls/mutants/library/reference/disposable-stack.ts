import type { DisposableStack } from '../../../../harness/index.ts'
import type { Failure } from './ending.ts'

/**
 * ECMA-262's DisposableResource Record; `hint` is async-dispose throughout. Without a method it owes an await only.
 *
 * @see https://tc39.es/ecma262/#sec-disposableresource-records
 */
export interface DisposableResource {
  readonly kind: 'use' | 'adopt' | 'defer'
  readonly value: unknown
  readonly method: ((this: unknown, ...given: unknown[]) => unknown) | undefined
}

/** The internal slots: [[AsyncDisposableState]] and [[DisposeCapability]]. */
export interface Slots {
  state: 'pending' | 'disposed'
  resources: DisposableResource[]
}

type Callback = (...given: unknown[]) => unknown

/** The clauses that a mutant may replace; each is given what the conforming one is given. */
export interface Clauses {
  readonly getDisposeMethod: (value: object) => unknown
  readonly createDisposableResource: (value: unknown, clauses: Clauses) => DisposableResource
  readonly checkState: (slots: Slots, method: 'use' | 'adopt' | 'defer' | 'move') => void
  readonly use: (slots: Slots, value: unknown, clauses: Clauses) => unknown
  readonly adopt: (slots: Slots, value: unknown, onDispose: Callback, clauses: Clauses) => unknown
  readonly defer: (slots: Slots, onDispose: Callback, clauses: Clauses) => void
  readonly move: (slots: Slots) => DisposableResource[]
  readonly disposeAsync: (slots: Slots | undefined, clauses: Clauses) => Promise<void>
  readonly disposeResources: (slots: Slots, clauses: Clauses) => Promise<void>
  /** Takes the resource that is to be disposed next off the list. */
  readonly next: (slots: Slots) => DisposableResource | undefined
  /** Dispose: calls the method, and answers what is to be awaited. */
  readonly dispose: (resource: DisposableResource, pending: Failure | undefined) => unknown
  /** What is in flight after a disposer has thrown. */
  readonly combine: (pending: Failure | undefined, thrown: Failure) => Failure
}

/** What the clauses of ECMA-262 say. */
export const ecmaClauses: Clauses = {
  /** @see https://tc39.es/ecma262/#sec-getdisposemethod */
  getDisposeMethod(value) {
    const method: unknown = Reflect.get(value, Symbol.asyncDispose) ?? undefined
    if (method !== undefined) return method
    const sync: unknown = Reflect.get(value, Symbol.dispose) ?? undefined
    if (typeof sync !== 'function') return sync
    // What the sync method returns is not awaited; what it throws becomes a rejection.
    return async function (this: unknown) {
      sync.call(this)
    }
  },
  /** @see https://tc39.es/ecma262/#sec-createdisposableresource */
  createDisposableResource(value, clauses) {
    if (value === null || value === undefined) return { kind: 'use', value: undefined, method: undefined }
    if (typeof value !== 'object' && typeof value !== 'function') throw new TypeError('not an object')
    const method = clauses.getDisposeMethod(value)
    if (typeof method !== 'function') throw new TypeError('not disposable')
    return { kind: 'use', value, method: method as Callback }
  },
  checkState({ state }) {
    if (state === 'disposed') throw new ReferenceError('the stack has been disposed')
  },
  /** @see https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.use */
  use(slots, value, clauses) {
    slots.resources.push(clauses.createDisposableResource(value, clauses))
    return value
  },
  /** @see https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.adopt */
  adopt({ resources }, value, onDispose) {
    resources.push({ kind: 'adopt', value: undefined, method: () => onDispose(value) })
    return value
  },
  /** @see https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.defer */
  defer({ resources }, onDispose) {
    resources.push({ kind: 'defer', value: undefined, method: () => onDispose() })
  },
  /** @see https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.move */
  move(slots) {
    const moved = slots.resources
    slots.resources = []
    slots.state = 'disposed'
    return moved
  },
  /** @see https://tc39.es/ecma262/#sec-asyncdisposablestack.prototype.disposeAsync */
  async disposeAsync(slots, clauses) {
    if (!slots) throw new TypeError('not an AsyncDisposableStack')
    if (slots.state === 'disposed') return
    slots.state = 'disposed'
    await clauses.disposeResources(slots, clauses)
  },
  /** @see https://tc39.es/ecma262/#sec-disposeresources */
  async disposeResources(slots, clauses) {
    let pending: Failure | undefined
    let needsAwait = false
    let hasAwaited = false
    for (let resource = clauses.next(slots); resource; resource = clauses.next(slots)) {
      if (!resource.method) {
        needsAwait = true
        continue
      }
      try {
        const result = clauses.dispose(resource, pending)
        hasAwaited = true
        await result
      } catch (error) {
        pending = clauses.combine(pending, { error })
      }
    }
    if (needsAwait && !hasAwaited) await undefined
    if (pending) throw pending.error
  },
  next: ({ resources }) => resources.pop(),
  /** @see https://tc39.es/ecma262/#sec-dispose */
  dispose: ({ value, method }) => method?.call(value),
  combine: (pending, { error }) => ({ error: pending ? new SuppressedError(error, pending.error) : error }),
}

/** Makes a class of stacks that follow these clauses. */
export function disposableStackOf(clauses: Clauses): new () => DisposableStack {
  const slotsOf = new WeakMap<object, Slots>()
  const required = (stack: object): Slots => {
    const slots = slotsOf.get(stack)
    if (!slots) throw new TypeError('not an AsyncDisposableStack')
    return slots
  }
  return class Stack implements DisposableStack {
    constructor() {
      slotsOf.set(this, { state: 'pending', resources: [] })
    }
    get disposed(): boolean {
      return required(this).state === 'disposed'
    }
    use<T>(value: T): T {
      const slots = required(this)
      clauses.checkState(slots, 'use')
      return clauses.use(slots, value, clauses) as T
    }
    adopt<T>(value: T, onDispose: (value: T) => unknown): T {
      const slots = required(this)
      clauses.checkState(slots, 'adopt')
      return clauses.adopt(slots, value, onDispose as Callback, clauses) as T
    }
    defer(onDispose: () => unknown): void {
      const slots = required(this)
      clauses.checkState(slots, 'defer')
      clauses.defer(slots, onDispose, clauses)
    }
    move(): DisposableStack {
      const slots = required(this)
      clauses.checkState(slots, 'move')
      const moved = new Stack()
      required(moved).resources = clauses.move(slots)
      return moved
    }
    disposeAsync(): Promise<void> {
      return clauses.disposeAsync(slotsOf.get(this), clauses)
    }
  }
}
