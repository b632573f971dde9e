import type { ErrorValue } from '../values.ts'
import type { Frame } from './frame.ts'
import type { PythonGenerator } from './generator.ts'
import type { PythonMachine } from './machine.ts'
import type { ExitStack } from './stack.ts'

/** What a statement sees around it. */
export interface Scope {
  readonly machine: PythonMachine
  readonly frame: Activation
  /** The generator whose body this is, or null in a coroutine. */
  readonly generator: PythonGenerator | null
  /** What the handlers around have caught, innermost first. */
  readonly caught: readonly ErrorValue[]
}

export type Variable = PythonGenerator | ExitStack

/** The variables of one call of a function and, by closure, of the functions around it. */
export interface Variables {
  readonly own: Map<string, Variable>
  readonly outer: Variables | null
}

/** The frame of a function of the program: what it holds besides variables decides what is garbage. */
export interface Activation extends Frame {
  readonly variables: Variables
  /** Generators that a loop or a block of the function is busy with. */
  readonly holds: PythonGenerator[]
}

export function activation(previous: Frame | null, outer: Variables | null): Activation {
  return { handled: null, previous, variables: { own: new Map(), outer }, holds: [] }
}

export function lookUp({ frame: { variables } }: Scope, name: string): Variable {
  for (let at: Variables | null = variables; at; at = at.outer) {
    const found = at.own.get(name)
    if (found) return found
  }
  throw new RangeError(`Nothing is called ${name} here: the program is not well-formed.`)
}
