import { alternativesFor } from './by-kind.ts'
import type { Expression, Sentence } from './expression.ts'
import { hasFields, isRecord } from './is-record.ts'
import { elementAt, elementsIn } from './within.ts'

/** A part of a sentence where something else could stand: a constant, an alternative, or the elements of a list. */
export interface Part {
  readonly expression: Expression & { readonly type: 'literal' | 'choice' | 'list' }
  readonly sentence: Sentence
  readonly size: number
  /** Null for the whole sentence. */
  readonly place: Place | null
}

/** Where a part stands: in a field or at an index of what holds it, which stands somewhere itself. */
interface Place {
  readonly holder: Sentence
  readonly key: string | number
  readonly of: Place | null
}

/** A sentence taken apart. */
export interface Parsed {
  readonly size: number
  readonly parts: readonly Part[]
}

/** Takes a sentence apart; null if the expression does not have it. */
export function parse(expression: Expression, sentence: Sentence): Parsed | null {
  const parts: Part[] = []
  const size = visit(expression, sentence, null, parts)
  return size === null ? null : { size, parts }
}

/** The whole sentence with something else in the place of a part. */
export function replace({ place }: Part, other: Sentence): Sentence {
  let whole = other
  for (let at = place; at; at = at.of) {
    const { holder, key } = at
    if (Array.isArray(holder)) whole = (holder as readonly Sentence[]).with(key as number, whole)
    else whole = { ...(holder as { readonly [field: string]: Sentence }), [key]: whole }
  }
  return whole
}

/** Adds the parts of a sentence, and gives its size. Of what turns out not to be a sentence parts may be left behind. */
function visit(expression: Expression, sentence: Sentence, place: Place | null, parts: Part[]): number | null {
  switch (expression.type) {
    case 'reference':
      return visit(expression.resolve(), sentence, place, parts)
    case 'literal':
      for (const { value, cost } of expression.alternatives) {
        if (value !== sentence) continue
        if (expression.alternatives.length > 1) parts.push({ expression, sentence, size: cost, place })
        return cost
      }
      return null
    case 'choice': {
      const before = parts.length
      const alternatives = alternativesFor(expression, sentence)
      for (const alternative of alternatives) {
        if (alternatives.length > 1 && !mayHave(alternative, sentence)) continue
        const size = visit(alternative, sentence, place, parts)
        if (size !== null) {
          parts.push({ expression, sentence, size, place })
          return size
        }
        parts.length = before
      }
      return null
    }
    case 'record':
      return visitFields(expression, sentence, place, parts)
    case 'tuple':
    case 'list':
      return visitElements(expression, sentence, place, parts)
  }
}

function visitFields(
  { cost, fields }: Expression & { type: 'record' },
  sentence: Sentence,
  place: Place | null,
  parts: Part[],
): number | null {
  if (!isRecord(sentence) || !hasFields(sentence, fields.length)) return null
  let total = cost
  for (let i = 0; i < fields.length; i++) {
    const [name, field] = fields[i] as (typeof fields)[number]
    const own = sentence[name]
    if (own === undefined) return null
    // Most fields say what kind of record it is: nothing else could stand there, so that nobody asks for their place.
    const only = field.type === 'literal' && field.alternatives.length === 1 ? field.alternatives[0] : undefined
    if (only && only.value !== own) return null
    const size = only ? only.cost : visit(field, own, { holder: sentence, key: name, of: place }, parts)
    if (size === null) return null
    total += size
  }
  return total
}

function visitElements(
  expression: Expression & { type: 'tuple' | 'list' },
  sentence: Sentence,
  place: Place | null,
  parts: Part[],
): number | null {
  const elements = elementsIn(expression, sentence)
  if (!elements) return null
  let total = 0
  for (let i = 0; i < elements.length; i++) {
    const size = visit(
      elementAt(expression, i),
      elements[i] as Sentence,
      { holder: sentence, key: i, of: place },
      parts,
    )
    if (size === null) return null
    total += size
  }
  if (expression.type === 'list') parts.push({ expression, sentence, size: total, place })
  return total
}

/** Whether the constants of a record are those of the sentence: most alternatives differ by their kind. */
function mayHave(expression: Expression, sentence: Sentence): boolean {
  if (expression.type === 'literal') {
    for (const { value } of expression.alternatives) if (value === sentence) return true
    return false
  }
  if (expression.type !== 'record') return true
  if (!isRecord(sentence)) return false
  for (const [name, field] of expression.fields) if (!mayHave(field, sentence[name] as Sentence)) return false
  return true
}
