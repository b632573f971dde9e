import type { SubjectKind } from '../rules/rule.ts'
import type { Dialect } from './dialect.ts'
import { ecmascript } from './ecmascript.ts'
import { asGenerator, operatorNames } from './operators.ts'
import { python } from './python.ts'
import { otherwiseStructured, structured } from './structured.ts'

/** Every operator, each as an async generator function. */
export const allOperators: Dialect = {
  ...ecmascript,
  operators: Object.fromEntries(operatorNames.map(name => [name, asGenerator])),
}

/** A dialect in which the programs of a subject say what they can: for whoever runs the model by itself. */
export function typicalDialect(subject: SubjectKind): Dialect {
  if (subject === 'tasks') return structured
  if (subject === 'operators') return allOperators
  // Where exits see the error, clients can say more.
  if (subject.startsWith('client')) return python
  return subject === 'bracket' || subject === 'exitStack' || subject === 'python' ? python : ecmascript
}

/** The same, and those beside it without which branches of the model are never reached. */
export function typicalDialects(subject: SubjectKind): readonly Dialect[] {
  return subject === 'tasks' ? [structured, ...otherwiseStructured] : [typicalDialect(subject)]
}
