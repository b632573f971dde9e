import { profiles } from '../program/profiles.ts'
import { programGrammar } from '../program/program.ts'
import type { Expression } from './expression.ts'
import { tiny } from './tiny.fixture.ts'

/** The grammars of all programs, and a tiny one: what holds of grammars is tested on each. */
export const grammars: readonly (readonly [name: string, grammar: Expression])[] = [
  ['tiny', tiny],
  ...profiles.map(
    ({ chapter, subject, form, weights }) =>
      [`${chapter} on ${subject}`, programGrammar(form, weights).programs] as const,
  ),
]

/** The largest size of which all sentences are looked at. */
export const exhaustive = (name: string): number => (name === 'tiny' ? 6 : 2)
