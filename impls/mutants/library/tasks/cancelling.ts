import type { Mutant } from '../../mutant.ts'
import { hasFailed } from '../reference/ending.ts'
import { structured } from '../reference/implementations.ts'
import { isCancellation, steps } from '../reference/tasks.ts'

export const cancelling: readonly Mutant[] = [
  {
    name: 'cancelled-tasks-keep-what-they-hold',
    rule: 'tasks.cancel-passes-exits',
    flaw: 'A resource is released behind a use that has ended well or failed, not behind one that was cancelled.',
    implementation: structured({
      *release(task, release, used) {
        if (hasFailed(used) && isCancellation(used.error)) return used
        return yield* steps.release(task, release, used)
      },
    }),
  },
]
