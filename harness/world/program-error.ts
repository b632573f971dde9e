import type { World } from './world.ts'

/** An error that a program's raise site made. Which one it is can be told from nothing but the object itself. */
export class ProgramError extends Error {
  readonly #site: string
  readonly #world: World

  constructor(site: string, world: World) {
    super(site)
    this.name = 'ProgramError'
    this.#site = site
    this.#world = world
  }

  /** The raise site, such as `E1`, of a genuine program error; null for anything else, copies included. */
  static siteOf(value: unknown): string | null {
    return isObject(value) && #site in value ? value.#site : null
  }

  /** The world whose program made the error. */
  static worldOf(value: unknown): World | null {
    return isObject(value) && #world in value ? value.#world : null
  }
}

/** Errors that are wrapped deeper than this say nothing any more. */
const deepest = 5

/** The program's error that this is, or that it has been wrapped around as its cause; null if there is none. */
export function programErrorIn(thrown: unknown): ProgramError | null {
  let error = thrown
  for (let depth = 0; depth < deepest && isObject(error); depth++) {
    if (ProgramError.siteOf(error) !== null) return error as ProgramError
    error = (error as { readonly cause?: unknown }).cause
  }
  return null
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}

/** Makes an error without the cost of a stack: nobody reads where a generated program threw. */
export function makeError(site: string, world: World): ProgramError {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = 0
  const error = new ProgramError(site, world)
  Error.stackTraceLimit = limit
  return error
}
