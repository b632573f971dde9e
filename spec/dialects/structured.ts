import type { Dialect } from './dialect.ts'
import { ecmascript } from './ecmascript.ts'
import type { TaskDialect } from './tasks.ts'

const tasks: TaskDialect = {
  acquisition: 'waits',
  cleanup: 'waits',
  cleanupErrors: 'dropped',
  joinCancelled: 'cancelled',
  joinCancelledMeetsError: 'cancelled',
  childError: 'ends its parent',
  children: 'one by one',
  blocks: 'plain',
  groupError: 'first',
  bodyErrorMeetsChildError: 'child',
  operations: ['all', 'timeout', 'shield', 'sleep'],
}

/** Structured concurrency as strict as it comes, with every operation: for campaigns of the model alone. */
export const structured: Dialect = { ...ecmascript, name: 'structured', exitErrorMeetsError: 'yields', tasks }

/** Every answer that `structured` does not give is one of these, so that campaigns of the model go through all of them. */
export const otherwiseStructured: readonly Dialect[] = [
  {
    ...structured,
    name: 'structured, in scopes',
    exitErrorMeetsError: 'replaces',
    tasks: {
      ...tasks,
      acquisition: 'interrupted',
      cleanupErrors: 'raised',
      joinCancelled: 'error',
      joinCancelledMeetsError: 'error',
      blocks: 'scopes',
      groupError: 'last',
      bodyErrorMeetsChildError: 'body',
    },
  },
  {
    ...structured,
    name: 'structured, loosely',
    exitErrorAlone: 'dropped',
    tasks: { ...tasks, cleanup: 'interrupted', childError: 'waits for a joiner', children: 'together' },
  },
  { ...structured, name: 'structured, awaiting', tasks: { ...tasks, children: 'awaited' } },
]
