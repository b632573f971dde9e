import type { Expression, Sentence } from './expression.ts'

/** The size of a sentence, or null if the expression does not have it: this is well-formedness. */
export function sizeOf(expression: Expression, sentence: Sentence): number | null {
  switch (expression.type) {
    case 'literal':
      return expression.alternatives.find(a => a.value === sentence)?.cost ?? null
    case 'reference':
      return sizeOf(expression.resolve(), sentence)
    case 'choice':
      for (const alternative of expression.alternatives) {
        const size = sizeOf(alternative.expression, sentence)
        if (size !== null) return size
      }
      return null
    case 'record': {
      if (!isRecord(sentence) || Object.keys(sentence).length !== expression.fields.length) return null
      let total = expression.cost
      for (const [name, field] of expression.fields) {
        const size = name in sentence ? sizeOf(field, sentence[name] as Sentence) : null
        if (size === null) return null
        total += size
      }
      return total
    }
    case 'tuple':
      if (!Array.isArray(sentence) || sentence.length !== expression.of.length) return null
      return sum(sentence, (element, i) => sizeOf(expression.of[i] as Expression, element))
    case 'list':
      if (!Array.isArray(sentence) || sentence.length < expression.min || sentence.length > expression.max) return null
      return sum(sentence, element => sizeOf(expression.of, element))
  }
}

export function isRecord(sentence: Sentence): sentence is { readonly [field: string]: Sentence } {
  return typeof sentence === 'object' && sentence !== null && !Array.isArray(sentence)
}

function sum(elements: readonly Sentence[], size: (element: Sentence, index: number) => number | null): number | null {
  let total = 0
  for (const [index, element] of elements.entries()) {
    const part = size(element, index)
    if (part === null) return null
    total += part
  }
  return total
}
