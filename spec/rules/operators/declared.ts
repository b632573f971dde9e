import { asGenerator, type OperatorName, type OperatorTraits } from '../../dialects/operators.ts'
import { type ElaboratedPipeline, type Stage, stagesOf } from '../../program/pipeline/elaborated.ts'
import type { Difference } from '../difference.ts'

/** What the implementation declares of an operator. */
export function traitsOf({ dialect }: Difference, name: OperatorName): OperatorTraits {
  return dialect.operators?.[name] ?? asGenerator
}

/** Everything that is seen of the program follows from what is declared. */
export function isExact(d: Difference): boolean {
  const several = isInFlight(d)
  return operatorsIn(d).every(
    ({ kind }) => kind === 'source' || (traitsOf(d, kind).exact && !(several && isUnknown(d, kind))),
  )
}

/** A request is made before the one before it has been answered. */
export function isInFlight({ program }: Difference): boolean {
  const { consumer } = program as ElaboratedPipeline
  return consumer.kind === 'asks' && consumer.asks.some(({ awaited }) => !awaited)
}

/** It passes requests on at once, and the model lets them wait, as no text says what is seen then. */
function isUnknown(d: Difference, name: OperatorName): boolean {
  return traitsOf(d, name).requests === 'parallel' && !['map', 'filter', 'take', 'drop'].includes(name)
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
