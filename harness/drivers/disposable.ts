import type * as el from '../../spec/program/elaborated.ts'
import type { World } from '../world/world.ts'
import { exit } from './manager.ts'

/** Makes the value of a resource: what the printed programs make of it, for programs that are not printed. */
export function makeResource(resource: el.Resource, world: World): unknown {
  switch (resource.kind) {
    case 'nullish':
      return resource.value === 'null' ? null : undefined
    case 'refused':
      return refused(resource)
    case 'disposable':
      return carried(resource, world)
  }
}

function refused(resource: el.Resource & { kind: 'refused' }): unknown {
  switch (resource.value) {
    case 'no method':
      return {}
    case 'not callable':
      return { [Symbol.asyncDispose]: 1 }
    case 'primitive':
      return 1
  }
}

type Disposable = el.Resource & { kind: 'disposable' }

function carried(resource: Disposable, world: World): object {
  const { name, methods, carrier } = resource
  const object: Record<symbol, unknown> = carrier === 'function' ? Object.assign(() => {}) : {}
  for (const kind of ['async', 'sync'] as const) {
    const key = kind === 'async' ? Symbol.asyncDispose : Symbol.dispose
    const nothing = kind === 'async' && methods === 'null-async'
    if (!nothing && methods !== kind && methods !== 'both' && methods !== 'null-async') continue
    const value = nothing ? null : method(resource, kind, world)
    if (carrier !== 'getter') {
      object[key] = value
      continue
    }
    const get = (): unknown => {
      world.log(`${name} get ${kind === 'async' ? 'asyncDispose' : 'dispose'}`)
      return value
    }
    Object.defineProperty(object, key, { get })
  }
  if (carrier === 'instance') return Object.assign(Object.create(object), { name })
  return carrier === 'frozen' ? Object.freeze(object) : object
}

function method(resource: Disposable, kind: 'async' | 'sync', world: World): unknown {
  const { name, active, carrier } = resource
  if (kind !== active) {
    const decoy = (): void => world.log(`${name} exit decoy`)
    return kind === 'async' ? async () => decoy() : decoy
  }
  const body = runBody(name, resource.exit, world, kind === 'async')
  // An instance's method shows its receiver and its arguments.
  if (carrier === 'instance') {
    return function (this: { name: string }, ...values: unknown[]) {
      world.log(`${this.name} exit`, ...values)
      return body()
    }
  }
  return () => {
    world.log(`${name} exit`)
    return body()
  }
}

/** A callback with this exit; it records what it is given. */
export function runCallback(name: string, node: el.Exit, world: World): (...values: unknown[]) => unknown {
  const body = runBody(name, node, world, true)
  return (...values) => {
    world.log(`${name} exit`, ...values)
    return body()
  }
}

function runBody(name: string, node: el.Exit, world: World, isAsync: boolean): () => unknown {
  switch (node.outcome) {
    case 'rejected':
      return () => Promise.reject(world.error(node.error as string))
    case 'pending':
      return () => world.checkpoint(node.pending as string)
    case 'thenable':
      return () => ({
        then(resolve: (value?: unknown) => void) {
          world.log(`${name} then`)
          resolve()
        },
      })
    default:
      return isAsync ? () => exit(name, node, world) : () => exitAtOnce(name, node, world)
  }
}

function exitAtOnce(name: string, node: el.Exit, world: World): unknown {
  if (node.outcome === 'fails') throw world.error(node.error as string)
  world.log(`${name} exited`)
  return node.outcome === 'truthy'
}
