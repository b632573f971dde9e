import { alternativesFor } from './by-kind.ts'
import type { Expression, Sentence } from './expression.ts'
import { hasFields, isRecord } from './is-record.ts'
import { elementAt, elementsIn } from './within.ts'

/** The size of a sentence, or null if the expression does not have it: this is well-formedness. */
export function sizeOf(expression: Expression, sentence: Sentence): number | null {
  switch (expression.type) {
    case 'literal':
      for (const { value, cost } of expression.alternatives) if (value === sentence) return cost
      return null
    case 'reference':
      return sizeOf(expression.resolve(), sentence)
    case 'choice':
      for (const alternative of alternativesFor(expression, sentence)) {
        const size = sizeOf(alternative, sentence)
        if (size !== null) return size
      }
      return null
    case 'record': {
      if (!isRecord(sentence) || !hasFields(sentence, expression.fields.length)) return null
      let total = expression.cost
      for (const [name, field] of expression.fields) {
        const own = sentence[name]
        const size = own === undefined ? null : sizeOf(field, own)
        if (size === null) return null
        total += size
      }
      return total
    }
    case 'tuple':
    case 'list': {
      const elements = elementsIn(expression, sentence)
      if (!elements) return null
      let total = 0
      for (let i = 0; i < elements.length; i++) {
        const size = sizeOf(elementAt(expression, i), elements[i] as Sentence)
        if (size === null) return null
        total += size
      }
      return total
    }
  }
}
