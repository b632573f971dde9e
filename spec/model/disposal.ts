/**
 * Explicit resource management.
 * @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-operations-on-disposable-objects
 */
import type { Declaration } from '../program/ast.ts'
import { clauses } from './clauses.ts'
import { type Completion, empty, normal, throwing } from './completion.ts'
import type { Coroutine } from './coroutine.ts'
import { type Machine, occasion, reach } from './machine.ts'
import { disposed, disposerCalled, nullResource } from './occasions.ts'
import { PromiseRecord, rejectPromise, resolvePromise } from './promise.ts'
import { ErrorValue, SuppressedErrorValue } from './values.ts'

/** DisposeCapability Record: what has been declared, in order. All but `resources` is for the bookkeeping of occasions. */
export interface DisposeCapability {
  readonly resources: DisposableResource[]
  /** A `stack block` is one that holds a stack. */
  readonly holder: 'block' | 'stack' | 'stack block'
  /** How many exits had been called when it was made. */
  readonly exitsBefore: number
  /** How many of its resources were moved here from another stack. */
  moved: number
}
/** DisposableResource Record. `dispose: null` is one that stands for null or undefined. */
export interface DisposableResource {
  /** Whether its disposal records events of its own: that of a stack does not. */
  readonly records: boolean
  readonly hint: Declaration
  readonly dispose: (() => Completion) | null
}

/** A method as GetMethod finds it: absent, callable, or something that cannot be called. */
export type Method = undefined | (() => Completion) | 'not callable'

/** An object as AddDisposableResource sees it: the two methods are looked up, one after the other, when asked for. */
export interface DisposableObject {
  readonly records: boolean
  readonly asyncDispose: () => Method
  readonly dispose: () => Method
}

/** @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-newdisposecapability */
export function newDisposeCapability(machine: Machine, holder: DisposeCapability['holder']): DisposeCapability {
  return { resources: [], holder, exitsBefore: machine.exits, moved: 0 }
}

/**
 * Adds a resource. `object` is null for null and undefined, and 'primitive' for what is no object.
 * @returns normal, or the TypeError of what has no method
 * @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-adddisposableresource
 */
export function addDisposableResource(
  machine: Machine,
  capability: DisposeCapability,
  object: DisposableObject | null | 'primitive',
  hint: Declaration,
): Completion {
  const { AddDisposableResource: clause } = clauses
  if (object === null) {
    reach(machine, hint === 'await using' ? clause.null : clause.nullSync)
    nullResource(machine, capability)
    if (hint === 'await using') capability.resources.push({ records: false, hint, dispose: null })
    return empty
  }
  if (object === 'primitive') {
    reach(machine, clause.primitive)
    return throwing(new ErrorValue('TypeError'))
  }
  const method = getDisposeMethod(machine, object, hint)
  if (method === undefined || method === 'not callable') {
    reach(machine, clause.noMethod)
    return throwing(new ErrorValue('TypeError'))
  }
  reach(machine, clause.added)
  capability.resources.push({ records: object.records, hint, dispose: method })
  return empty
}

/** @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-getdisposemethod */
function getDisposeMethod(machine: Machine, object: DisposableObject, hint: Declaration): Method {
  const { GetDisposeMethod: clause } = clauses
  if (hint === 'using') {
    reach(machine, clause.sync)
    return object.dispose()
  }
  const own = object.asyncDispose()
  if (own !== undefined) {
    reach(machine, clause.async)
    return own
  }
  const sync = object.dispose()
  if (sync === undefined || sync === 'not callable') {
    reach(machine, clause.absent)
    return sync
  }
  occasion(machine, 'context-manager.sync-dispose-fallback')
  return () => {
    const promise = new PromiseRecord()
    occasion(machine, 'context-manager.sync-dispose-fallback')
    const result = sync()
    occasion(machine, 'context-manager.sync-dispose-fallback')
    if (result.type === 'throw') {
      reach(machine, clause.fallbackThrows)
      rejectPromise(machine, promise, result.value)
    } else {
      reach(machine, clause.fallback)
      resolvePromise(machine, promise, undefined)
    }
    return normal(promise)
  }
}

/**
 * Disposes of everything that has been added, last first.
 * @returns how the block completes, given how its body did
 * @see https://tc39.es/ecma262/multipage/abstract-operations.html#sec-disposeresources
 */
export function* disposeResources(machine: Machine, capability: DisposeCapability, body: Completion): Coroutine {
  const { DisposeResources: clause } = clauses
  const { resources } = capability
  let completion = body
  let needsAwait = false
  let hasAwaited = false
  for (let i = resources.length - 1; i >= 0; i--) {
    const { hint, dispose } = resources[i] as DisposableResource
    if (hint === 'using' && needsAwait && !hasAwaited) {
      reach(machine, clause.paidBeforeSync)
      machine.operand = undefined
      yield 'await'
      nullResource(machine, capability)
      needsAwait = false
    }
    if (!dispose) {
      reach(machine, clause.null)
      needsAwait = true
      continue
    }
    disposerCalled(machine, capability, i, body, completion)
    let result = dispose()
    if (result.type === 'normal' && hint === 'await using') {
      reach(machine, clause.awaits)
      machine.operand = result.value
      result = yield 'await'
      hasAwaited = true
    } else {
      reach(machine, clause.sync)
    }
    if (result.type === 'throw') completion = combine(machine, result.value, completion)
  }
  if (needsAwait && !hasAwaited) {
    reach(machine, clause.paidAtEnd)
    machine.operand = undefined
    yield 'await'
    nullResource(machine, capability)
  }
  disposed(machine, capability, body, completion)
  return completion
}

function combine(machine: Machine, error: unknown, completion: Completion): Completion {
  const { DisposeResources: clause } = clauses
  reach(machine, completion.type === 'throw' ? clause.aggregates : clause.fails)
  return throwing(completion.type === 'throw' ? new SuppressedErrorValue(error, completion.value) : error)
}
