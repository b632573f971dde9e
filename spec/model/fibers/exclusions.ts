import type { Exclusion } from '../python/exclusions.ts'

/** A case in which a child fails while a cleanup of its parent runs, and that fails too. */
export const twoErrors: Exclusion = {
  id: 'cleanup-fails-behind-child',
  reason:
    'A child fails, and ends its parent while a cleanup of that runs, which then fails too: no documentation says whose ' +
    'error goes on where libraries raise those of cleanups.',
  urls: ['https://frontside.com/effection/guides/v4/errors/'],
}

/** A case in which two things meet within one step whose order nobody promises. */
export const race: Exclusion = {
  id: 'cancelled-as-it-goes-on',
  reason:
    'A task is cancelled in the very step in which it was started, or in which what it waits for has come: whether it ' +
    'goes on first is a matter of how the library queues its work, and no documentation says it.',
  urls: [
    'https://effect.website/docs/v4/concurrency/fibers#interrupting-fibers',
    'https://frontside.com/effection/guides/v4/spawn/',
  ],
}
