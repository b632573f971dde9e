import type { ExitStack, Manager } from '../../../../harness/index.ts'
import { replaces } from './context.ts'
import { type Ending, endingOf, type Failure, hasFailed } from './ending.ts'

/** What is registered on a stack. */
export interface Exit {
  readonly kind: 'manager' | 'callback'
  readonly run: (...told: [] | [Failure]) => Promise<unknown>
}

/** What a stack holds; popAll and the steps may replace the list. */
export interface Held {
  exits: Exit[]
  state: 'open' | 'closing' | 'closed'
}

/**
 * The steps of an exit stack. A mutant replaces one of them; each is given what the conforming one is given.
 *
 * @see https://docs.python.org/3/library/contextlib.html#contextlib.AsyncExitStack
 */
export interface Steps {
  readonly enter: (held: Held, manager: Manager, push: (exit: Exit) => void) => Promise<unknown>
  readonly managerExit: (manager: Manager) => Exit
  readonly callbackExit: (callback: () => Promise<unknown>) => Exit
  readonly push: (held: Held, exit: Exit) => void
  /** Takes the exit that is to run next off the list. */
  readonly next: (held: Held) => Exit | undefined
  readonly run: (exit: Exit, pending: Failure | undefined) => Promise<Ending>
  /** What is in flight after an exit that ended so. */
  readonly combine: (pending: Failure | undefined, exit: Ending, first: Failure | undefined) => Failure | undefined
  /** Runs all exits; answers what is in flight after the last. */
  readonly unwind: (held: Held, failure: Failure | undefined, steps: Steps) => Promise<Failure | undefined>
  /** What the stack's own exit answers, or throws. */
  readonly answer: (failure: Failure | undefined, left: Failure | undefined) => unknown
  /** Takes from the stack what the new one shall hold. */
  readonly handOver: (held: Held) => Exit[]
}

/** Python's `AsyncExitStack`. */
export const pythonSteps: Steps = {
  async enter(_, manager, push) {
    const given = await manager.enter()
    push(pythonSteps.managerExit(manager))
    return given
  },
  managerExit: manager => ({ kind: 'manager', run: (...told) => manager.exit(...told) }),
  callbackExit: callback => ({ kind: 'callback', run: () => callback().then(() => undefined) }),
  push: (held, exit) => held.exits.push(exit),
  next: held => held.exits.pop(),
  run: (exit, pending) => endingOf(() => (pending ? exit.run({ error: pending.error }) : exit.run())),
  combine(pending, exit) {
    if (!hasFailed(exit)) return exit.value ? undefined : pending
    if (pending) replaces(exit, pending)
    return exit
  },
  async unwind(held, failure, steps) {
    let pending = failure
    for (let exit = steps.next(held); exit; exit = steps.next(held)) {
      pending = steps.combine(pending, await steps.run(exit, pending), failure)
    }
    return pending
  },
  answer(failure, left) {
    if (left && left.error !== failure?.error) throw left.error
    return failure !== undefined && left === undefined
  },
  handOver(held) {
    const moved = held.exits
    held.exits = []
    return moved
  },
}

/** Makes exit stacks of these steps. */
export function exitStackOf(steps: Steps, exits: Exit[] = []): ExitStack {
  const held: Held = { exits, state: 'open' }
  const push = (exit: Exit): void => steps.push(held, exit)
  const exit = async (failure?: Failure): Promise<unknown> => {
    held.state = 'closing'
    const left = await steps.unwind(held, failure, steps)
    held.state = 'closed'
    return steps.answer(failure, left)
  }
  return {
    enter: <T>(manager: Manager<T>) => steps.enter(held, manager, push) as Promise<T>,
    push: manager => push(steps.managerExit(manager)),
    callback: callback => push(steps.callbackExit(callback)),
    popAll: () => exitStackOf(steps, steps.handOver(held)),
    close: () => exit().then(() => undefined),
    exit,
  }
}
