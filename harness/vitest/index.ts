import { beforeAll, describe, test } from 'vitest'
import { catalogue } from '../../spec/rules/catalogue.ts'
import { checkInProcess } from '../campaign/in-process.ts'
import { renderCounterexample } from '../counterexample/render.ts'
import type { Implementation } from '../implementation/implementation.ts'
import { routeTimers } from '../world/clock.ts'
import { type ConformanceOptions, defineConformance } from './conformance.ts'

// Before the adapter is imported, if this module is imported first.
routeTimers()

export type { Expectation } from '../expectations/expectation.ts'
export type { ConformanceOptions } from './conformance.ts'

/**
 * Makes the tests of an implementation: one describe a chapter, one test a rule. A rule that fails fails its test, with
 * the smallest program that shows it.
 *
 * @example
 * ```ts
 * import { conformance } from 'aexit/vitest'
 * import pool from './my-pool.ts'
 *
 * conformance(pool, { expectations: './expectations.json' })
 * ```
 */
export function conformance(implementation: Implementation, options?: ConformanceOptions): void {
  const api = { describe, test, beforeAll }
  defineConformance({ rules: catalogue, checkInProcess, renderCounterexample, api }, implementation, options)
}
