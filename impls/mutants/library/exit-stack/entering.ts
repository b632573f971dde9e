import type { Mutant } from '../../mutant.ts'
import { endingOf, hasFailed } from '../reference/ending.ts'
import { pythonSteps } from '../reference/exit-stack.ts'
import { pythonExitStack } from '../reference/implementations.ts'

export const entering: readonly Mutant[] = [
  {
    name: 'registered-before-entered',
    rule: 'exit-stack.enter-failure-not-registered',
    flaw: 'The exit is registered before enter is called, and stays when it fails.',
    implementation: pythonExitStack({
      enter(_, manager, push) {
        push(pythonSteps.managerExit(manager))
        return manager.enter()
      },
    }),
  },
  {
    name: 'stack-swallows-enter-failures',
    rule: 'exit-stack.enter-failure-not-registered',
    flaw: 'The failure of enter is not thrown to whoever wanted to register the manager.',
    implementation: pythonExitStack({
      async enter(held, manager, push) {
        const entered = await endingOf(() => pythonSteps.enter(held, manager, push))
        return hasFailed(entered) ? undefined : entered.value
      },
    }),
  },
  {
    name: 'entered-value-lost',
    rule: 'exit-stack.trace',
    flaw: 'Entering a manager gives the manager, not what its enter has produced.',
    implementation: pythonExitStack({
      async enter(held, manager, push) {
        await pythonSteps.enter(held, manager, push)
        return manager
      },
    }),
  },
]
