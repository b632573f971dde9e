import type { Mutant } from '../mutant.ts'
import { failing } from './failing.ts'
import { holding } from './holding.ts'
import { leaving } from './leaving.ts'
import { requests } from './requests.ts'

/** Fetchers and clients that are wrong in one way each. */
export const fetchingMutants: readonly Mutant[] = [...requests, ...leaving, ...failing, ...holding]
