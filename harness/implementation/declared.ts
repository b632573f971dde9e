import { asGenerator, type OperatorDeclarations, operatorNames } from '../../spec/dialects/operators.ts'
import type { Operators } from './operators.ts'

/** What the operators of an implementation declare, the rest filled in. */
export function declaredBy(operators: Operators): OperatorDeclarations {
  return Object.fromEntries(
    operatorNames.flatMap(name => {
      const operator = operators[name]
      if (!operator) return []
      const { run: _, ...traits } = typeof operator === 'function' ? { run: null } : operator
      return [[name, { ...asGenerator, ...traits }]]
    }),
  )
}
