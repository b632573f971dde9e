import type { Rule } from '../../spec/rules/rule.ts'
import type { Counterexample } from '../counterexample/saved.ts'
import type { RuleLine } from '../results/line.ts'

/** What the reports know beside the results. */
export interface Knowledge {
  readonly rules: readonly Rule[]
  /** Draws a counterexample: the program, and the traces side by side. */
  readonly renderCounterexample: (counterexample: Counterexample) => string
  /** What to type for an implementation of that name; the name itself unless given. */
  readonly addressOf?: (implementation: string) => string
}

/** The counterexample of a line of the results, with the rule that it breaks. */
export function counterexampleOf(line: RuleLine): Counterexample | undefined {
  const { counterexample, rule, chapter, subject } = line
  return counterexample && { ...counterexample, rule, chapter, subject }
}

/** `context-manager.exit-lifo on language`. */
export function titleOf({ rule, subject }: RuleLine): string {
  return subject === null ? rule : `${rule} on ${subject}`
}

/** What a rule demands, and where to look when it is broken. */
export function explain(id: string, { rules }: Pick<Knowledge, 'rules'>): { statement: string; advice: string[] } {
  const rule = rules.find(candidate => candidate.id === id)
  if (!rule) return { statement: '', advice: [] }
  return {
    statement: rule.statement,
    advice: [...rule.hints, ...rule.sources.map(({ title, section, url }) => `Source: ${title}, ${section}: ${url}`)],
  }
}

/** The command that replays a counterexample. */
export function replayCommand(
  token: string,
  implementation: string,
  { addressOf }: Pick<Knowledge, 'addressOf'>,
): string {
  return `aexit replay ${quote(token)} ${quote(addressOf?.(implementation) ?? implementation)}`
}

/** Quotes a word for a shell where it needs to be. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}

export function indent(text: string, by = '  '): string {
  return text.replace(/^(?=.)/gm, by)
}
