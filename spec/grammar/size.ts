import { alternativesFor } from './by-kind.ts'
import type { Expression, Sentence } from './expression.ts'
import { hasFields, isRecord } from './is-record.ts'

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
      if (!Array.isArray(sentence)) return null
      const elements = sentence as readonly Sentence[]
      const [min, max] =
        expression.type === 'list' ? [expression.min, expression.max] : [expression.of.length, expression.of.length]
      if (elements.length < min || elements.length > max) return null
      let total = 0
      for (let i = 0; i < elements.length; i++) {
        const of = expression.type === 'list' ? expression.of : (expression.of[i] as Expression)
        const size = sizeOf(of, elements[i] as Sentence)
        if (size === null) return null
        total += size
      }
      return total
    }
  }
}
