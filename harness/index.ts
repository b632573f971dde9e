/** The public API: what an adapter needs. */

export type { Dialect } from '../spec/dialects/dialect.ts'
export { ecmascript } from '../spec/dialects/ecmascript.ts'
export { python } from '../spec/dialects/python.ts'
export { type Profile, profiles } from '../spec/program/profiles.ts'
export { catalogue as rules } from '../spec/rules/catalogue.ts'
export { caseArbitrary } from './campaign/arbitrary.ts'
export type { Case } from './campaign/cases.ts'
export { measureCoverage } from './coverage/measure.ts'
export { defineImplementation } from './implementation/define.ts'
export type {
  Bracket,
  DisposableStack,
  ExitStack,
  Implementation,
  Language,
  Manager,
} from './implementation/implementation.ts'
export { stillFailing } from './mutation/is-minimal.ts'
export { type Kill, type KillOptions, kill } from './mutation/kill.ts'
export { formatCoverage } from './report/coverage-table.ts'
