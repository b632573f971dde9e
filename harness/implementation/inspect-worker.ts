import { parentPort, workerData } from 'node:worker_threads'
import { describeThrown } from '../messages/describe-value.ts'
import { UsageError } from '../messages/usage-error.ts'
import type { Inspection } from './inspect.ts'
import { resolveImplementations } from './resolve.ts'
import { subjectsOf } from './subjects.ts'

/** The thread in which an adapter is loaded to be described: see `inspect`. */
const { typed, cwd } = workerData as { typed: string; cwd: string }
// Taken before the adapter can replace it.
const port = parentPort
// Not awaited at the top level: an adapter that never settles ends this thread in silence, and `inspect` says so.
void inspection().then(answer => port?.postMessage(answer))

async function inspection(): Promise<Inspection> {
  try {
    const found = await resolveImplementations(typed, cwd)
    return {
      found: found.map(({ implementation, address, file, variants }) => ({
        name: implementation.name,
        version: implementation.version,
        dialect: { ...implementation.dialect },
        variant: implementation.variant,
        subjects: subjectsOf(implementation),
        address,
        file,
        variants,
      })),
    }
  } catch (thrown) {
    if (thrown instanceof UsageError) return { refused: thrown.complaints }
    return {
      refused: [
        {
          what: `${typed} cannot be loaded`,
          expected: 'an implementation',
          got: describeThrown(thrown),
          where: typed,
          fix: 'report this: the message should have said more',
        },
      ],
    }
  }
}
