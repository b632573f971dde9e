/** The public API for implementations that are wrong on purpose: is each killed, of a minimal counterexample? */

export { catalogue as rules } from '../../spec/rules/catalogue.ts'
export { measureCoverage } from '../coverage/measure.ts'
export { formatCoverage } from '../report/coverage-table.ts'
export { tuneCollector } from '../world/garbage-collector.ts'
export { stillFailing } from './is-minimal.ts'
export { type Kill, type KillOptions, kill } from './kill.ts'
