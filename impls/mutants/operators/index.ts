import type { Mutant } from '../mutant.ts'
import { asking } from './asking.ts'
import { closings } from './closing.ts'
import { collecting } from './collecting.ts'
import { passing } from './passing.ts'
import { requests } from './requests.ts'
import { working } from './working.ts'

/** Operators that are wrong in one way each. */
export const operatorMutants: readonly Mutant[] = [
  ...asking,
  ...closings,
  ...collecting,
  ...passing,
  ...requests,
  ...working,
]
