import type { Dialect } from './dialect.ts'
import { ecmascript } from './ecmascript.ts'

/** Structured concurrency as strict as it comes, with every operation: for campaigns of the model alone. */
export const structured: Dialect = {
  ...ecmascript,
  name: 'structured',
  exitErrorMeetsError: 'yields',
  tasks: {
    acquisition: 'waits',
    cleanup: 'waits',
    cleanupErrors: 'dropped',
    joinCancelled: 'cancelled',
    joinCancelledMeetsError: 'cancelled',
    childError: 'ends its parent',
    children: 'one by one',
    blocks: 'plain',
    groupError: 'first',
    failedBodyCancelled: 'cancelled',
    failedCleanupCancelled: 'cancelled',
    failedGroupCancelled: 'cancelled',
    operations: ['all', 'timeout', 'shield', 'sleep'],
  },
}
