import type { Expression, ListOf, Reference, Sentence, TupleOf } from './expression.ts'

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

/** The elements of a sentence, if it is an array, and as long as the expression allows; else null. */
export function elementsIn(expression: ListOf | TupleOf, sentence: Sentence): readonly Sentence[] | null {
  if (!Array.isArray(sentence)) return null
  const { length } = sentence
  const fits =
    expression.type === 'list' ? length >= expression.min && length <= expression.max : length === expression.of.length
  return fits ? sentence : null
}

/** What the element at an index is a sentence of. */
export function elementAt(expression: ListOf | TupleOf, index: number): Expression {
  return expression.type === 'list' ? expression.of : (expression.of[index] as Expression)
}
