import type { Counter } from './count.ts'
import type { Expression, Sentence } from './expression.ts'
import { isRecord } from './is-record.ts'
import { isSimpler, numberOf, sentenceAt } from './number.ts'
import { parse, replace } from './parts.ts'
import { sizeOf } from './size.ts'

/**
 * Every one-step simplification of a sentence, the boldest first: an element left out of a list, an element replaced
 * by what it holds, a part replaced by one of its own parts or by the simplest that may stand there, a list put in the
 * place of another one beside it, a constant replaced by an earlier one. Each has a smaller number than the sentence
 * (see `number.ts`), so that simplifying ends.
 */
export function* simplifications(counter: Counter, expression: Expression, sentence: Sentence): Generator<Sentence> {
  const seen = new Set<string>()
  for (const candidate of candidates(counter, expression, sentence)) {
    const key = JSON.stringify(candidate)
    if (seen.has(key)) continue
    seen.add(key)
    yield candidate
  }
}

function* candidates(counter: Counter, expression: Expression, sentence: Sentence): Generator<Sentence> {
  switch (expression.type) {
    case 'literal': {
      const at = expression.alternatives.findIndex(a => a.value === sentence)
      const cost = expression.alternatives[at]?.cost ?? 0
      for (const [i, { value, cost: other }] of expression.alternatives.entries()) {
        if (other < cost || (other === cost && i < at)) yield value
      }
      return
    }
    case 'reference':
      yield* candidates(counter, expression.resolve(), sentence)
      return
    case 'choice': {
      yield* replacements(counter, expression, sentence)
      for (const { expression: inner } of expression.alternatives) {
        if (sizeOf(inner, sentence) === null) continue
        yield* candidates(counter, inner, sentence)
        return
      }
      return
    }
    case 'record': {
      if (!isRecord(sentence)) return
      for (const [name, field] of expression.fields) {
        for (const simpler of candidates(counter, field, sentence[name] as Sentence))
          yield { ...sentence, [name]: simpler }
      }
      yield* movedLists(counter, expression, sentence)
      return
    }
    case 'tuple':
      yield* inElements(counter, i => expression.of[i] as Expression, sentence as Sentence[])
      return
    case 'list': {
      const elements = sentence as Sentence[]
      yield* shorterLists(expression, elements)
      yield* inElements(counter, () => expression.of, elements)
    }
  }
}

/** One list of a record in the place of another, as when what a handler does is put into the block that it handles. */
function* movedLists(
  counter: Counter,
  expression: Expression & { type: 'record' },
  sentence: { readonly [field: string]: Sentence },
): Generator<Sentence> {
  const size = sizeOf(expression, sentence) ?? 0
  const lists = expression.fields.filter(([name]) => Array.isArray(sentence[name]))
  for (const [to] of lists) {
    for (const [from, field] of lists) {
      if (from === to) continue
      const moved: Sentence = {
        ...sentence,
        [to]: sentence[from] as Sentence,
        [from]: simplestOf(counter, field, size) as Sentence,
      }
      const after = sizeOf(expression, moved)
      if (after !== null && after < size) yield moved
    }
  }
}

function* inElements(
  counter: Counter,
  of: (index: number) => Expression,
  elements: readonly Sentence[],
): Generator<Sentence> {
  for (const [i, element] of elements.entries()) {
    for (const simpler of candidates(counter, of(i), element)) yield elements.with(i, simpler)
  }
}

/** The list without one run of elements (all, then halves, …, then single ones), and with one element opened up. */
function* shorterLists(expression: Expression & { type: 'list' }, elements: readonly Sentence[]): Generator<Sentence> {
  for (let run = elements.length; run >= 1; run = Math.floor(run / 2)) {
    for (let from = 0; from + run <= elements.length; from++) {
      const rest = elements.toSpliced(from, run)
      if (rest.length >= expression.min) yield rest
    }
  }
  for (const [i, element] of elements.entries()) {
    for (const inner of partsWithin(element)) {
      if (!Array.isArray(inner)) continue
      const opened = elements.toSpliced(i, 1, ...(inner as Sentence[]))
      const [before, after] = [sizeOf(expression, elements), sizeOf(expression, opened)]
      if (before !== null && after !== null && after < before) yield opened
    }
  }
}

/** The sentence with one element left out of one of its lists, each once for each element. */
export function* withoutOne(expression: Expression, sentence: Sentence): Generator<Sentence> {
  for (const part of parse(expression, sentence)?.parts ?? []) {
    if (part.expression.type !== 'list') continue
    const elements = part.sentence as readonly Sentence[]
    if (elements.length === part.expression.min) continue
    for (const i of elements.keys()) yield replace(part, elements.toSpliced(i, 1))
  }
}

/** What may stand in the place of a sentence: one of its own parts, or the simplest sentences of each alternative. */
function* replacements(
  counter: Counter,
  expression: Expression & { type: 'choice' },
  sentence: Sentence,
): Generator<Sentence> {
  const number = numberOf(counter, expression, sentence)
  if (!number) return
  for (const part of partsWithin(sentence)) {
    const other = numberOf(counter, expression, part)
    if (other && isSimpler(other, number)) yield part
  }
  for (const alternative of expression.alternatives) {
    const simplest = simplestOf(counter, alternative.expression, number.size)
    if (simplest === undefined) continue
    const other = numberOf(counter, expression, simplest)
    if (other && isSimpler(other, number)) yield simplest
  }
}

/** The simplest sentence of a size up to `atMost`; undefined if there is none: null is a sentence. */
export function simplestOf(counter: Counter, expression: Expression, atMost: number): Sentence | undefined {
  for (let size = 0; size <= atMost; size++) {
    if (counter.count(expression, size) > 0n) return sentenceAt(counter, expression, { size, index: 0n })
  }
  return undefined
}

/** All proper parts of a sentence, outermost first. */
function* partsWithin(sentence: Sentence): Generator<Sentence> {
  if (typeof sentence !== 'object' || sentence === null) return
  const parts: readonly Sentence[] = Array.isArray(sentence) ? sentence : Object.values(sentence)
  yield* parts
  for (const part of parts) yield* partsWithin(part)
}
