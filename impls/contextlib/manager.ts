import type { Manager } from '../../harness/index.ts'
import { now, raised } from './context.ts'

/** An error in flight. */
export interface Failure {
  readonly error: unknown
}

/** What is called to leave: given the error in flight, if any, it may end it with a truthy result. */
export type Exit = (failure?: Failure) => Promise<unknown>

/** Looks both methods up, once, before anything runs. */
export function methodsOf<T>(manager: Manager<T>): { enter: () => Promise<T>; exit: Exit } {
  const { enter, exit } = manager
  if (typeof enter !== 'function') throw notAManager('enter', enter)
  if (typeof exit !== 'function') throw notAManager('exit', exit)
  return { enter: () => enter.call(manager), exit: (...failure) => exit.apply(manager, failure) }
}

/**
 * Python's `async with manager as resource: body`.
 *
 * @see https://docs.python.org/3/reference/compound_stmts.html#async-with
 */
export async function bracket<T, R>(manager: Manager<T>, body: (resource: T) => Promise<R>): Promise<R> {
  const { enter, exit } = methodsOf(manager)
  const resource = await enter()
  let result: R | undefined
  let failure: Failure | undefined
  try {
    result = await body(resource)
  } catch (error) {
    failure = { error }
  }
  const left = await leave(exit, failure)
  if (left !== undefined) throw left.error
  // After suppression control goes on behind the block, with no value: Python's None.
  return result as R
}

/** Runs one exit and answers what is in flight after it: nothing, the same error, or the one that replaced it. */
export async function leave(exit: Exit, failure?: Failure): Promise<Failure | undefined> {
  const since = now()
  try {
    const ends = failure === undefined ? await exit() : await exit(failure)
    return ends ? undefined : failure
  } catch (error) {
    if (failure !== undefined) raised(error, failure.error, since)
    return { error }
  }
}

function notAManager(method: string, value: unknown): TypeError {
  return new TypeError(
    `expected a manager with a method '${method}', but its '${method}' is ${value === null ? 'null' : typeof value}: ` +
      'give an object with both enter() and exit(failure?)',
  )
}
