import type { Mutant } from '../mutant.ts'
import { failing } from './failing.ts'
import { leaving } from './leaving.ts'
import { requests } from './requests.ts'

/** Fetchers that are wrong in one way each. */
export const fetchingMutants: readonly Mutant[] = [...requests, ...leaving, ...failing]
