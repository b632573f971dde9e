import type { Failure } from './ending.ts'

const contexts = new WeakMap<object, unknown>()

/** Python's `__context__`: the error that this one replaced. */
export const contextOf = (error: unknown): unknown => (isObject(error) ? contexts.get(error) : undefined)

/**
 * Notes that the newer error was raised by an exit that was told of the older one. One that is raised again keeps the
 * context that it has, so that no chain gets a cycle.
 *
 * @see https://docs.python.org/3/library/exceptions.html#exception-context
 */
export function replaces(newer: Failure, older: Failure): void {
  if (newer.error === older.error || !isObject(newer.error) || contexts.has(newer.error)) return
  contexts.set(newer.error, older.error)
}

/** The error at the end of the chain of contexts. */
export function firstOf(error: unknown): unknown {
  const context = contextOf(error)
  return context === undefined ? error : firstOf(context)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
