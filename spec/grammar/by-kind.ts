import type { Choice, Expression, Sentence } from './expression.ts'
import { isRecord } from './is-record.ts'

/** The alternatives of a choice by the kind of what they stand for: a choice of statements has dozens. */
const byKind = new WeakMap<Choice, Map<unknown, readonly Expression[]>>()

/** The alternatives that are not ruled out by what kind of node the sentence is, in their order. */
export function alternativesFor(choice: Choice, sentence: Sentence): readonly Expression[] {
  const kind = isRecord(sentence) ? sentence.kind : undefined
  const known = byKind.get(choice) ?? new Map<unknown, readonly Expression[]>()
  const own = known.get(kind)
  if (own) return own
  const likely = choice.alternatives.map(({ expression }) => expression).filter(one => hasKind(one, kind))
  byKind.set(choice, known.set(kind, likely))
  return likely
}

function hasKind(expression: Expression, kind: unknown): boolean {
  if (kind === undefined || expression.type !== 'record') return true
  const own = expression.fields.find(([name]) => name === 'kind')?.[1]
  return own?.type !== 'literal' || own.alternatives.some(({ value }) => value === kind)
}
