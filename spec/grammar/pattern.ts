import type { Counter } from './count.ts'
import type { Expression, Sentence } from './expression.ts'
import { isRecord } from './is-record.ts'
import { simplestOf } from './simplify.ts'
import { sizeOf } from './size.ts'

/**
 * What a sentence demands of those that it is a simplification of: they have its parts, in its order, but may have more
 * around and between them, and anything where it has the simplest that may stand there.
 */
export type Pattern =
  | { readonly type: 'anything' }
  /** One of these: itself, and those that it is simpler than. */
  | { readonly type: 'constant'; readonly values: readonly Sentence[] }
  /** A count or a position: the greater ones are simplified to the smaller. */
  | { readonly type: 'number'; readonly least: number }
  | { readonly type: 'record'; readonly fields: readonly (readonly [name: string, pattern: Pattern])[] }
  | { readonly type: 'list'; readonly elements: readonly Pattern[] }

const anything: Pattern = { type: 'anything' }

/** Makes the pattern of a sentence of this expression. */
export function patternOf(counter: Counter, expression: Expression, sentence: Sentence): Pattern {
  switch (expression.type) {
    case 'literal':
      return ofConstant(expression, sentence)
    case 'reference':
      return patternOf(counter, expression.resolve(), sentence)
    case 'choice': {
      const chosen = expression.alternatives.find(one => sizeOf(one.expression, sentence) !== null)
      if (!chosen || isSimplest(counter, expression, sentence)) return anything
      return patternOf(counter, chosen.expression, sentence)
    }
    case 'record': {
      const parts = sentence as { readonly [field: string]: Sentence }
      const fields = expression.fields.map(
        ([name, field]) => [name, patternOf(counter, field, parts[name] as Sentence)] as const,
      )
      return { type: 'record', fields: fields.filter(([, pattern]) => pattern.type !== 'anything') }
    }
    case 'tuple':
      return listOf(counter, sentence, i => expression.of[i] as Expression)
    case 'list':
      return listOf(counter, sentence, () => expression.of)
  }
}

function ofConstant({ alternatives }: Expression & { type: 'literal' }, sentence: Sentence): Pattern {
  // Nothing is a simplification of everything; the only constant there is, such as the kind of a node, is none at all.
  if (sentence === null) return anything
  if (typeof sentence === 'number') return { type: 'number', least: sentence }
  const values = alternatives.toSorted((a, b) => a.cost - b.cost).map(({ value }) => value as Sentence)
  const at = values.indexOf(sentence)
  return at === 0 && values.length > 1 ? anything : { type: 'constant', values: values.slice(at) }
}

function isSimplest(counter: Counter, expression: Expression, sentence: Sentence): boolean {
  const size = sizeOf(expression, sentence)
  const simplest = size === null ? undefined : simplestOf(counter, expression, size)
  return JSON.stringify(simplest) === JSON.stringify(sentence)
}

function listOf(counter: Counter, sentence: Sentence, of: (index: number) => Expression): Pattern {
  const elements = sentence as readonly Sentence[]
  return { type: 'list', elements: elements.map((element, i) => patternOf(counter, of(i), element)) }
}

/**
 * Makes what says whether a sentence has what one of these patterns demands. To look for it takes long where a program
 * has many lists: first it is counted whether there are as many of each constant, such as the kinds of nodes.
 */
export function matcherOf(patterns: readonly Pattern[]): (sentence: Sentence) => boolean {
  const all = patterns.map(pattern => ({ pattern, demanded: [...countDemanded(pattern, new Map())] }))
  return sentence => {
    const given = countConstants(sentence, new Map())
    return all.some(
      ({ pattern, demanded }) =>
        demanded.every(([constant, count]) => (given.get(constant) ?? 0) >= count) && matches(pattern, sentence),
    )
  }
}

type Counts = Map<Sentence, number>

/** The constants that nothing else can stand for. Each is at a place of its own, in what matches too. */
function countDemanded(pattern: Pattern, counts: Counts): Counts {
  if (pattern.type === 'constant' && pattern.values.length === 1) addTo(counts, pattern.values[0] as Sentence)
  else if (pattern.type === 'record') for (const [, part] of pattern.fields) countDemanded(part, counts)
  else if (pattern.type === 'list') for (const element of pattern.elements) countDemanded(element, counts)
  return counts
}

function countConstants(sentence: Sentence, counts: Counts): Counts {
  if (typeof sentence !== 'object' || sentence === null) addTo(counts, sentence)
  else for (const part of Object.values(sentence)) countConstants(part, counts)
  return counts
}

function addTo(counts: Counts, constant: Sentence): void {
  counts.set(constant, (counts.get(constant) ?? 0) + 1)
}

/** Whether a sentence has what the pattern demands: at its root, as simplifying never takes that away. */
export function matches(pattern: Pattern, sentence: Sentence): boolean {
  switch (pattern.type) {
    case 'anything':
      return true
    case 'constant':
      return pattern.values.includes(sentence)
    case 'number':
      return typeof sentence === 'number' && sentence >= pattern.least
    case 'record':
      return (
        isRecord(sentence) &&
        pattern.fields.every(([name, part]) => name in sentence && matches(part, sentence[name] as Sentence))
      )
    case 'list':
      return Array.isArray(sentence) && inOrder(pattern.elements, sentence as readonly Sentence[])
  }
}

/** The elements come in this order, among others; an element may be opened, and then gives what one list in it holds. */
function inOrder(patterns: readonly Pattern[], elements: readonly Sentence[]): boolean {
  const [first, ...others] = patterns
  if (!first) return true
  const [element, ...rest] = elements
  if (element === undefined) return false
  if (matches(first, element) && inOrder(others, rest)) return true
  if (inOrder(patterns, rest)) return true
  for (const list of listsWithin(element)) if (inOrder(patterns, [...list, ...rest])) return true
  return false
}

/** All lists of records in a sentence, outermost first. */
function* listsWithin(sentence: Sentence): Generator<readonly Sentence[]> {
  if (typeof sentence !== 'object' || sentence === null) return
  const parts: readonly Sentence[] = Array.isArray(sentence) ? sentence : Object.values(sentence)
  if (Array.isArray(sentence) && parts.some(isRecord)) yield parts
  for (const part of parts) yield* listsWithin(part)
}
