import type { Exclusion } from '../python/exclusions.ts'

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
