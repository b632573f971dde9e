import type { Expression, Reference } from './expression.ts'

/** The alternatives, the fields, the elements of a tuple, or the one that a list is of. */
export function withinOf(expression: Exclude<Expression, Reference>): readonly Expression[] {
  switch (expression.type) {
    case 'literal':
      return []
    case 'choice':
      return expression.alternatives.map(alternative => alternative.expression)
    case 'record':
      return fieldsOf(expression)
    case 'tuple':
      return expression.of
    case 'list':
      return [expression.of]
  }
}

const fieldLists = new WeakMap<object, readonly Expression[]>()

/** The expressions of a record's fields, always the same array for the same record. */
export function fieldsOf(expression: Expression & { type: 'record' }): readonly Expression[] {
  const known = fieldLists.get(expression)
  if (known) return known
  const fields = expression.fields.map(([, field]) => field)
  fieldLists.set(expression, fields)
  return fields
}
