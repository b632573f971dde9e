import type { Dialect } from '../../dialects/dialect.ts'
import { asGenerator, type OperatorName, type OperatorTraits } from '../../dialects/operators.ts'
import { type ElaboratedPipeline, type Stage, stagesOf } from '../../program/pipeline/elaborated.ts'
import type { Elaborated } from '../../program/program.ts'
import type { Difference } from '../difference.ts'

/** What the implementation declares of an operator. */
export function traitsOf({ dialect }: Difference, name: OperatorName): OperatorTraits {
  return dialect.operators?.[name] ?? asGenerator
}

/** Everything that is seen of the program follows from what is declared. */
export function isExact(d: Difference): boolean {
  return (
    operatorsIn(d).every(({ kind }) => kind === 'source' || traitsOf(d, kind).exact) && !isAssumed(d.program, d.dialect)
  )
}

/** A request is made before the one before it has been answered. */
export function isInFlight({ consumer }: ElaboratedPipeline): boolean {
  return consumer.kind === 'asks' && consumer.asks.some(({ awaited }) => !awaited)
}

/** Operators of which the model knows how they pass requests on. */
const passing: readonly string[] = ['map', 'filter', 'take', 'drop']

/**
 * Requests are in flight at an operator that declares that it passes them on, and the model lets them wait, as no text
 * says what is seen otherwise: a run that agrees with it has shown nothing by that.
 */
export function isAssumed(program: Elaborated, { operators }: Dialect): boolean {
  if (program.form !== 'pipeline' || !isInFlight(program)) return false
  return [...stagesOf(program.stage)].some(
    ({ kind }) => kind !== 'source' && operators?.[kind]?.requests === 'parallel' && !passing.includes(kind),
  )
}

/** What comes out of the program, and in which order, does not depend on what comes first. */
export function isOrdered(d: Difference): boolean {
  return operatorsIn(d).every(
    ({ kind }) => kind !== 'merge' && (kind !== 'parallelMap' || traitsOf(d, kind).order === 'input'),
  )
}

/** What the consumer gets can be held against what the model says. */
export const isComparable = (d: Difference): boolean => isOrdered(d) || (isExact(d) && !d.racy)

function operatorsIn({ program }: Difference): Stage[] {
  return [...stagesOf((program as ElaboratedPipeline).stage)]
}
