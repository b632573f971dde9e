import { type Alternative, alternative, type Expression } from '../../grammar/expression.ts'
import type { Feature, Weights } from '../grammar.ts'

/** What stands in a grammar where a feature is used, and does not where it is not. */
export interface Used {
  readonly when: (feature: Feature, expression: () => Expression) => Alternative[]
  readonly only: <Value>(feature: Feature, ...values: readonly Value[]) => readonly Value[]
}

export function used(weights: Weights): Used {
  const has = (feature: Feature): boolean => (weights[feature] ?? 0) > 0
  return {
    when: (feature, expression) => (has(feature) ? [alternative(feature, weights[feature] ?? 0, expression())] : []),
    only: (feature, ...values) => (has(feature) ? values : []),
  }
}
