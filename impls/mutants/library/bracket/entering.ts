import type { Mutant } from '../../mutant.ts'
import { pythonSteps } from '../reference/bracket.ts'
import { endingOf, hasFailed } from '../reference/ending.ts'
import { pythonBracket } from '../reference/implementations.ts'

/** Errors that an enter has raised. */
const ofEnter = new WeakSet<object>()

const notingFailures: typeof pythonSteps.enter = async manager => {
  const entered = await endingOf(() => manager.enter())
  if (!hasFailed(entered)) return { given: entered.value }
  ofEnter.add(entered.error as object)
  throw entered.error
}

export const entering: readonly Mutant[] = [
  {
    name: 'enter-not-awaited',
    rule: 'context-manager.enter-before-body',
    flaw: 'The body is started at once, with the promise of enter in place of the resource.',
    implementation: pythonBracket({
      async enter(manager) {
        const given = manager.enter()
        given.catch(() => {})
        return { given }
      },
    }),
  },
  {
    name: 'body-given-the-manager',
    rule: 'context-manager.enter-before-body',
    flaw: 'The body is given the manager, not what enter has produced.',
    implementation: pythonBracket({
      async enter(manager) {
        await manager.enter()
        return { given: manager }
      },
    }),
  },
  {
    name: 'exits-what-failed-to-enter',
    rule: 'context-manager.no-exit-without-enter',
    flaw: 'Enter is called inside the try whose catch calls exit.',
    implementation: pythonBracket({
      async enter(manager) {
        const entered = await endingOf(() => manager.enter())
        if (!hasFailed(entered)) return { given: entered.value }
        await manager.exit({ error: entered.error })
        throw entered.error
      },
    }),
  },
  {
    name: 'enter-failure-wrapped',
    rule: 'context-manager.no-exit-without-enter',
    flaw: 'The failure of enter is thrown as the cause of another error.',
    implementation: pythonBracket({
      async enter(manager) {
        const entered = await endingOf(() => manager.enter())
        if (hasFailed(entered)) throw new Error('could not enter', { cause: entered.error })
        return { given: entered.value }
      },
    }),
  },
  {
    name: 'body-runs-after-a-failed-enter',
    rule: 'context-manager.no-exit-without-enter',
    flaw: 'The failure of enter is dropped, and the body is run without a resource.',
    implementation: pythonBracket({
      async enter(manager) {
        const entered = await endingOf(() => manager.enter())
        return { given: hasFailed(entered) ? undefined : entered.value }
      },
    }),
  },
  {
    name: 'failed-enter-leaks-the-outer-resource',
    rule: 'context-manager.partial-enter',
    flaw: 'When a later resource fails to enter, the ones before it are not exited.',
    implementation: pythonBracket({
      enter: notingFailures,
      exit: async (manager, told, body) =>
        hasFailed(body) && ofEnter.has(body.error as object)
          ? { value: undefined }
          : pythonSteps.exit(manager, told, body),
    }),
  },
  {
    name: 'failed-enter-not-told-to-the-outer-exit',
    rule: 'context-manager.partial-enter',
    flaw: 'When a later resource fails to enter, the ones before it are exited as if nothing had happened.',
    implementation: pythonBracket({
      enter: notingFailures,
      tell: body => (hasFailed(body) && ofEnter.has(body.error as object) ? [] : pythonSteps.tell(body)),
    }),
  },
]
