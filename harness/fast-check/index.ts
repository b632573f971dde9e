/** The public API for properties of one's own: the programs of the suite as fast-check arbitraries. */

export { ecmascript } from '../../spec/dialects/ecmascript.ts'
export { python } from '../../spec/dialects/python.ts'
export type { Profile } from '../../spec/program/profile.ts'
export { profiles } from '../../spec/program/profiles.ts'
export { caseArbitrary } from '../campaign/arbitrary.ts'
export type { Case } from '../campaign/cases.ts'
