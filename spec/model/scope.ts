import type { AsyncGenerator } from './async-generator.ts'
import type { DisposeCapability } from './disposal.ts'
import type { Machine } from './machine.ts'
import type { ExitStackObject } from './stacks.ts'

/** What a statement sees around it. */
export interface Scope {
  readonly machine: Machine
  /** The generator whose body this is, or null in a task. */
  readonly generator: AsyncGenerator | null
  /** The error that the nearest handler caught. */
  readonly caught: unknown
  /** Open generators and stacks by name, innermost first. */
  readonly bindings: Binding | null
  /** What the nearest block with declarations has declared; null until the first one. */
  disposal: DisposeCapability | null
}

export interface Binding {
  readonly name: string
  readonly object: AsyncGenerator | ExitStackObject
  readonly outer: Binding | null
}

/** The scope of a program. */
export function outermost(machine: Machine): Scope {
  return { machine, generator: null, caught: undefined, bindings: null, disposal: null }
}

/** The body of a generator, or of a task (null). */
export function inRoutine({ machine, bindings }: Scope, generator: AsyncGenerator | null): Scope {
  return { machine, generator, caught: undefined, bindings, disposal: null }
}

/** A handler. */
export function inHandler({ machine, generator, bindings }: Scope, caught: unknown): Scope {
  return { machine, generator, caught, bindings, disposal: null }
}

/** A block with declarations of its own. */
export function inBlock({ machine, generator, caught, bindings }: Scope): Scope {
  return { machine, generator, caught, bindings, disposal: null }
}

/** Where something has a name. */
export function bind({ machine, generator, caught, bindings }: Scope, name: string, object: Binding['object']): Scope {
  return { machine, generator, caught, bindings: { name, object, outer: bindings }, disposal: null }
}

export function lookUp(scope: Scope, name: string): Binding['object'] {
  for (let at = scope.bindings; at; at = at.outer) if (at.name === name) return at.object
  throw new RangeError(`Nothing is called ${name} here: the program is not well-formed.`)
}
