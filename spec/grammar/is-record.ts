import type { Sentence } from './expression.ts'

export function isRecord(sentence: Sentence): sentence is { readonly [field: string]: Sentence } {
  return typeof sentence === 'object' && sentence !== null && !Array.isArray(sentence)
}

/** Whether a record has exactly so many fields. */
export function hasFields(sentence: object, fields: number): boolean {
  let own = 0
  for (const _ in sentence) own++
  return own === fields
}
