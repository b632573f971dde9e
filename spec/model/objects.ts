/** The objects that programs make: resources and scripted iterators, with the events that their methods record. */
import type * as el from '../program/elaborated.ts'
import { type Completion, empty, normal, returning, throwing } from './completion.ts'
import { type Coroutine, startAsync } from './coroutine.ts'
import type { DisposableObject, Method } from './disposal.ts'
import { type Machine, occasion } from './machine.ts'
import { derivedPromise, PromiseRecord, promiseResolve, rejectedPromise } from './promise.ts'
import { ErrorValue, IteratorResult, render, Thenable } from './values.ts'

/** The promise of a checkpoint: only the scheduler fulfils it, with the checkpoint's name. */
export function checkpoint(machine: Machine, name: string): PromiseRecord {
  const promise = new PromiseRecord()
  machine.pending.push({ name, step: machine.step, promise })
  return promise
}

export function* passCheckpoints(machine: Machine, names: readonly string[]): Coroutine<void> {
  for (const name of names) {
    machine.operand = checkpoint(machine, name)
    yield 'await'
  }
}

/** Evaluates an operand. */
export function evaluateValue(machine: Machine, value: el.Value): unknown {
  switch (value.kind) {
    case 'none':
      return undefined
    case 'plain':
      return value.number
    case 'fulfilled':
      return promiseResolve(machine, value.number)
    case 'rejected':
      return rejectedPromise(machine, new ErrorValue(value.error))
    case 'pending':
      return checkpoint(machine, value.checkpoint)
    case 'thenable':
      return new Thenable(resolve => resolve(value.number))
  }
}

/** Acquires something: its events, its checkpoints, its failure. */
export function* enterBody(machine: Machine, name: string, enter: el.Enter): Coroutine {
  machine.trace.push(`${name} enter`)
  yield* passCheckpoints(machine, enter.checkpoints)
  if (enter.error) return throwing(new ErrorValue(enter.error))
  machine.trace.push(`${name} entered`)
  return empty
}

/** Calls an exit that is a method or callback of an object: `told` is what it records of its arguments. */
export function callExit(machine: Machine, name: string, exit: el.Exit, told: string, isAsync: boolean): Completion {
  machine.trace.push(told ? `${name} exit ${told}` : `${name} exit`)
  switch (exit.outcome) {
    case 'rejected':
      return normal(rejectedPromise(machine, new ErrorValue(exit.error as string)))
    case 'pending':
      return normal(checkpoint(machine, exit.pending as string))
    case 'thenable':
      return normal(
        new Thenable(resolve => {
          machine.trace.push(`${name} then`)
          resolve(undefined)
        }),
      )
    case 'fails':
      if (!isAsync) return throwing(new ErrorValue(exit.error as string))
  }
  if (isAsync) return normal(startAsync(machine, exitBody(machine, name, exit, null)))
  machine.trace.push(`${name} exited`)
  return normal(exit.outcome === 'truthy')
}

/** What an exit does after it has recorded that it was called. `given` is the error that it was told of. */
export function* exitBody(machine: Machine, name: string, exit: el.Exit, given: Completion | null): Coroutine {
  yield* passCheckpoints(machine, exit.checkpoints)
  if (exit.outcome === 'fails') return throwing(new ErrorValue(exit.error as string))
  if (exit.outcome === 'again' && given?.type === 'throw') return given
  machine.trace.push(`${name} exited`)
  return exit.outcome === 'truthy' ? returning(true) : empty
}

/** A resource as the declaration sees it. */
export function disposableObject(machine: Machine, resource: el.Resource): DisposableObject | null | 'primitive' {
  switch (resource.kind) {
    case 'nullish':
      return null
    case 'refused':
      return refusedObject(resource)
    case 'disposable':
      return {
        records: true,
        asyncDispose: () => method(machine, resource, 'async'),
        dispose: () => method(machine, resource, 'sync'),
      }
  }
}

function refusedObject(resource: el.Resource & { kind: 'refused' }): DisposableObject | 'primitive' {
  if (resource.value === 'primitive') return 'primitive'
  const absent = (): Method => undefined
  const found = (): Method => (resource.value === 'no method' ? undefined : 'not callable')
  const sync = resource.declaration === 'using'
  return { records: true, asyncDispose: sync ? absent : found, dispose: sync ? found : absent }
}

function method(machine: Machine, resource: el.Resource & { kind: 'disposable' }, kind: 'async' | 'sync'): Method {
  const { methods, carrier, name, active, exit } = resource
  const present = methods === kind || methods === 'both' || methods === 'null-async'
  if (present && carrier === 'getter') {
    occasion(machine, 'context-manager.method-lookup')
    machine.trace.push(kind === 'async' ? `${name} get asyncDispose` : `${name} get dispose`)
  }
  if (!present || (kind === 'async' && methods === 'null-async')) return undefined
  if (kind === active) {
    return () => {
      if (methods === 'both' || methods === 'null-async') occasion(machine, 'context-manager.method-lookup')
      if (carrier === 'instance') occasion(machine, 'context-manager.dispose-blind')
      return callExit(machine, name, exit, '', kind === 'async')
    }
  }
  return () => {
    machine.trace.push(`${name} exit decoy`)
    return normal(kind === 'async' ? promiseResolve(machine, undefined) : undefined)
  }
}

/** How a scripted iterator's next() and return() are called and answer. */
export interface ScriptedIterator {
  /** `given` is the argument, if one is passed. */
  next(given?: { readonly value: unknown }): Completion
  /** null where there is no return method. */
  readonly return: ((given?: { readonly value: unknown }) => Completion) | null
}

export function scriptedIterator(machine: Machine, source: el.IteratorSource): ScriptedIterator {
  let turn = 0
  return {
    next(given) {
      record(machine, source.name, 'next', given)
      const step = source.steps[turn++]
      return step ? answer(machine, step) : normal(promiseResolve(machine, new IteratorResult(undefined, true)))
    },
    return:
      source.close === 'absent' || source.close === 'null'
        ? null
        : given => {
            record(machine, source.name, 'return', given)
            return closing(machine, source)
          },
  }
}

function record(machine: Machine, name: string, called: string, given?: { readonly value: unknown }): void {
  machine.trace.push(given ? `${name} ${called} ${render(given.value)}` : `${name} ${called}`)
}

function answer(machine: Machine, step: el.Step): Completion {
  switch (step.kind) {
    case 'value':
      return normal(promiseResolve(machine, new IteratorResult(step.number, false)))
    case 'later': {
      const released = checkpoint(machine, step.checkpoint)
      return normal(derivedPromise(machine, released, () => new IteratorResult(step.number, false)))
    }
    case 'rejects':
      return normal(rejectedPromise(machine, new ErrorValue(step.error)))
    case 'throws':
      return throwing(new ErrorValue(step.error))
    case 'not an object':
      return normal(promiseResolve(machine, 0))
  }
}

function closing(machine: Machine, source: el.IteratorSource): Completion {
  switch (source.close) {
    case 'later': {
      const released = checkpoint(machine, source.checkpoint as string)
      return normal(derivedPromise(machine, released, () => new IteratorResult(undefined, true)))
    }
    case 'rejects':
      return normal(rejectedPromise(machine, new ErrorValue(source.error as string)))
    case 'throws':
      return throwing(new ErrorValue(source.error as string))
    case 'not an object':
      return normal(promiseResolve(machine, 0))
    default:
      return normal(promiseResolve(machine, new IteratorResult(undefined, true)))
  }
}

/** A scripted sync iterator; its answers are results or values that are no objects, never promises. */
export function scriptedSyncIterator(machine: Machine, source: el.SyncSource): ScriptedIterator {
  let turn = 0
  return {
    next(given) {
      record(machine, source.name, 'next', given)
      const step = source.steps[turn++]
      if (!step) return normal(new IteratorResult(undefined, true))
      if (step.kind === 'throws') return throwing(new ErrorValue(step.error))
      return normal(new IteratorResult(evaluateValue(machine, step.value), false))
    },
    return:
      source.close === 'absent'
        ? null
        : given => {
            record(machine, source.name, 'return', given)
            if (source.close === 'throws') return throwing(new ErrorValue(source.error as string))
            return normal(source.close === 'not an object' ? 0 : new IteratorResult(undefined, true))
          },
  }
}

/** An array iterator over objects: what `for (using item of […])` reads. */
export function arrayIterator(items: readonly unknown[]): ScriptedIterator {
  let turn = 0
  return {
    next: () =>
      normal(turn < items.length ? new IteratorResult(items[turn++], false) : new IteratorResult(undefined, true)),
    return: null,
  }
}
