import type { Mutant } from '../../mutant.ts'
import { hasFailed } from '../reference/ending.ts'
import { structured } from '../reference/implementations.ts'
import { steps } from '../reference/tasks.ts'

export const families: readonly Mutant[] = [
  {
    name: 'parents-end-before-their-children',
    rule: 'tasks.children-end-first',
    flaw: 'A task cancels its children when its body has ended, and does not wait for them.',
    implementation: structured({
      *leave({ children }) {
        for (const child of children) child.request()
      },
    }),
  },
  {
    name: 'children-are-not-cancelled',
    rule: 'tasks.children-cancelled',
    flaw: 'A task waits for its children instead of cancelling them, though the library says otherwise.',
    implementation: structured({
      *leave({ children }) {
        for (const child of children) yield* child.over()
      },
    }),
  },
  {
    name: 'failures-of-children-are-lost',
    rule: 'tasks.child-error-ends-parent',
    flaw: 'The failure of a child is told to nobody who does not join it.',
    implementation: structured({ childFailed() {} }),
  },
  {
    name: 'values-of-tasks-are-lost',
    rule: 'tasks.join-gives-outcome',
    flaw: 'Whoever joins a task waits for it, and gets nothing.',
    implementation: structured({
      outcome(task) {
        const outcome = steps.outcome(task)
        return hasFailed(outcome) ? outcome : { value: undefined }
      },
    }),
  },
  {
    name: 'errors-of-tasks-are-wrapped',
    rule: 'tasks.join-gives-outcome',
    flaw: 'Whoever joins a task that has failed gets another error, with that one as its cause.',
    implementation: structured(
      {
        outcome(task) {
          const outcome = steps.outcome(task)
          return hasFailed(outcome) ? { error: new Error('a task has failed', { cause: outcome.error }) } : outcome
        },
      },
      { childError: 'waits for a joiner' },
    ),
  },
  {
    name: 'results-in-order-of-completion',
    rule: 'tasks.gather-order',
    flaw: 'The results of several tasks stand in the order in which the tasks have ended.',
    implementation: structured({
      gather: (_, ended) => ended.map(({ ending }) => (ending as { value: unknown }).value),
    }),
  },
  {
    name: 'siblings-of-a-failure-run-on',
    rule: 'tasks.group-cancels-siblings',
    flaw: 'When one of several tasks fails, the others are waited for, and not cancelled.',
    implementation: structured({
      *memberFailed(others) {
        for (const other of others) yield* other.over()
      },
    }),
  },
  {
    name: 'children-end-in-order-of-creation',
    rule: 'tasks.trace',
    flaw: 'The children of a task are cancelled one by one, the first one first, though the library says otherwise.',
    implementation: structured({
      *leave({ children }) {
        for (const child of children) {
          child.request()
          yield* child.over()
        }
      },
    }),
  },
]
