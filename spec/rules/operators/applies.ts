import type { Dialect } from '../../dialects/dialect.ts'
import type { OperatorName } from '../../dialects/operators.ts'
import type { SubjectKind } from '../rule.ts'

// Which rules say anything about which operators.

export const inOperators = (_: Dialect, subject: SubjectKind): boolean => subject === 'operators'

/** Something has to bring one of these. */
export const withAny =
  (...names: readonly OperatorName[]) =>
  (dialect: Dialect, subject: SubjectKind): boolean =>
    subject === 'operators' && names.some(name => dialect.operators?.[name] !== undefined)

export const withCallbacks = withAny('map', 'filter', 'flatMap', 'parallelMap')
export const withSeveralSources = withAny('concat', 'merge', 'zip', 'flatMap')
