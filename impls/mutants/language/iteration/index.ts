import type { Mutant } from '../../mutant.ts'
import { errors } from './errors.ts'
import { leaving } from './leaving.ts'
import { syncSources } from './sync-sources.ts'

/** Wrong about loops over async iterators, and about leaving them early. */
export const iteration: readonly Mutant[] = [...leaving, ...errors, ...syncSources]
