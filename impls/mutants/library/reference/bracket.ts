import { type Bracket, type Dialect, ecmascript, type Manager } from '../../../../harness/index.ts'
import { replaces } from './context.ts'
import { deliver, type Ending, endingOf, hasFailed } from './ending.ts'

/**
 * The steps of a bracket. A mutant replaces one of them; each is given what the conforming one is given.
 *
 * @see https://docs.python.org/3/reference/compound_stmts.html#async-with
 */
export interface Steps {
  /** Acquires the resource, and says what the body is given. */
  readonly enter: (manager: Manager) => Promise<{ readonly given: unknown }>
  readonly use: (body: (resource: unknown) => Promise<unknown>, given: unknown) => Promise<Ending>
  /** What the exit is called with, after a body that ended so. */
  readonly tell: (body: Ending) => Parameters<Manager['exit']>
  /** Calls the exit. */
  readonly exit: (manager: Manager, told: Parameters<Manager['exit']>, body: Ending) => Promise<Ending>
  /** How the block ends. */
  readonly combine: (body: Ending, exit: Ending) => Ending
}

/** Python's `async with`. */
export const pythonSteps: Steps = {
  enter: async manager => ({ given: await manager.enter() }),
  use: (body, given) => endingOf(() => body(given)),
  tell: body => (hasFailed(body) ? [{ error: body.error }] : []),
  exit: (manager, told) => endingOf(() => manager.exit(...told)),
  combine(body, exit) {
    if (hasFailed(exit)) {
      if (hasFailed(body)) replaces(exit, body)
      return exit
    }
    return hasFailed(body) && exit.value ? { value: undefined } : body
  },
}

/** A bracket whose exits are told nothing and cannot suppress, like a finally block. */
export const blindSteps: Steps = {
  ...pythonSteps,
  tell: () => [],
  combine: (body, exit) => (hasFailed(exit) ? exit : body),
}

/** The dialect of `blindSteps`. */
export const blind: Dialect = { ...ecmascript, name: 'blind', exitErrorMeetsError: 'replaces' }

/** A bracket whose exits are told nothing, and whose first error goes on. */
export const firstErrorSteps: Steps = {
  ...blindSteps,
  combine: (body, exit) => (hasFailed(exit) && !hasFailed(body) ? exit : body),
}

/** The dialect of `firstErrorSteps`. */
export const firstError: Dialect = { ...blind, name: 'first error', exitErrorMeetsError: 'yields' }

/** Makes a bracket of these steps. */
export function bracketOf({ enter, use, tell, exit, combine }: Steps): Bracket {
  const bracket = async (manager: Manager, body: (resource: unknown) => Promise<unknown>): Promise<unknown> => {
    const { given } = await enter(manager)
    const used = await use(body, given)
    return deliver(combine(used, await exit(manager, tell(used), used)))
  }
  return bracket as Bracket
}
