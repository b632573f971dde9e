import type { Complaint } from '../messages/usage-error.ts'

/**
 * What an adapter throws when it is imported on a machine that lacks what it adapts, such as another language's
 * runtime: its message is then all that is shown.
 */
export class RuntimeMissing extends Error {
  override readonly name = 'RuntimeMissing'
  readonly complaint: Complaint

  constructor(complaint: Complaint) {
    super(`${complaint.what}: ${complaint.got}; ${complaint.fix}`)
    this.complaint = complaint
  }
}

/** Told by its name: the adapter may have loaded this module anew. */
export function isRuntimeMissing(thrown: unknown): thrown is RuntimeMissing {
  return thrown instanceof Error && thrown.name === 'RuntimeMissing' && 'complaint' in thrown
}
