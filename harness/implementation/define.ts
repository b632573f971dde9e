import type { Implementation } from './implementation.ts'

/** Types an implementation. The bare object works as well: keys are checked when it is loaded. */
export function defineImplementation<const T extends Implementation>(implementation: T): T {
  return implementation
}
