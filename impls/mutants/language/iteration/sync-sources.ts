import type { Mutant } from '../../mutant.ts'
import { afterAwaits } from '../seams/after-awaits.ts'
import { fromSync } from '../seams/from-sync.ts'
import type { SyncIteration } from '../seams/iteration.ts'
import { seamed } from '../seams/seamed.ts'

export const syncSources: readonly Mutant[] = [
  {
    name: 'sync-values-not-awaited',
    rule: 'iteration.sync-source-awaited',
    flaw: 'The body is given what the sync iterator gives, a promise as it is.',
    implementation: seamed({
      fromSync: sync => ({
        ...fromSync(sync),
        async next(...given) {
          return sync.next(...given)
        },
      }),
    }),
  },
  {
    name: 'sync-source-read-ahead',
    rule: 'iteration.sync-source-awaited',
    flaw: 'The next value of a sync iterator is asked for before the one at hand has been awaited.',
    implementation: seamed({
      fromSync(sync) {
        let ahead: IteratorResult<unknown> | null = null
        const reader: SyncIteration = {
          next(...given) {
            const answer = ahead ?? sync.next(...given)
            ahead = answer.done ? answer : sync.next(...given)
            return answer
          },
        }
        if (sync.return) reader.return = (...given) => (sync.return as NonNullable<SyncIteration['return']>)(...given)
        return fromSync(reader)
      },
    }),
  },
  {
    name: 'sync-source-left-open-on-rejection',
    rule: 'iteration.sync-source-closed-on-rejection',
    flaw: 'A sync iterator one of whose values rejects is not closed, as engines did for years.',
    implementation: seamed({
      fromSync: sync => ({
        ...fromSync(sync),
        async next(...given) {
          const { value, done = false } = sync.next(...given)
          return { value: await value, done }
        },
      }),
    }),
  },
  {
    name: 'sync-source-closed-after-the-error',
    rule: 'iteration.sync-source-closed-on-rejection',
    flaw: 'A sync iterator one of whose values rejects is closed after the error has gone on.',
    implementation: seamed({
      fromSync: sync => ({
        ...fromSync(sync),
        async next(...given) {
          const { value, done = false } = sync.next(...given)
          try {
            return { value: await value, done }
          } catch (error) {
            void afterAwaits(() => sync.return?.())
            throw error
          }
        },
      }),
    }),
  },
]
