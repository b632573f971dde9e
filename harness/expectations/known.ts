import type { Sentence } from '../../spec/grammar/expression.ts'
import { matcherOf, type Pattern, patternOf } from '../../spec/grammar/pattern.ts'
import type { Program } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import { caseOf, isToken, numberingOf } from '../counterexample/token.ts'
import type { Expectation } from './expectation.ts'

/** A listed failure, as the campaigns need it: plain data, which may go to another process. */
export interface KnownFailure {
  readonly rule: string
  /** null: every subject. */
  readonly subject: SubjectKind | null
  /** Replay tokens of the smallest programs that show it. */
  readonly programs: readonly string[]
  /** Whatever breaks the rule is known. */
  readonly whole: boolean
}

export function knownFailures(expectations: readonly Expectation[]): KnownFailure[] {
  return expectations.map(entry => ({
    rule: entry.rule,
    subject: entry.subject ?? null,
    programs: tokensOf(entry),
    whole: isWhole(entry),
  }))
}

/** Whether any failure of the rule is the listed one. */
export function isWhole(entry: Expectation): boolean {
  return entry.whole ?? tokensOf(entry).length === 0
}

/** The programs of an expectation that are given as replay tokens. */
export function tokensOf({ program = [] }: Expectation): string[] {
  return [program].flat().filter(isToken)
}

/** The subject that a token is of. */
export function subjectOfToken(token: string): string | undefined {
  return token.split('.')[1]
}

/** A case that fails. */
export interface Failing {
  readonly program: Program
  /** The ids of all rules that it breaks. */
  readonly broken: readonly string[]
}

/** The rules of a subject that are listed as a whole. */
export function wholeRules(known: readonly KnownFailure[], subject: SubjectKind): ReadonlySet<string> {
  return new Set(known.filter(one => one.whole && (one.subject ?? subject) === subject).map(({ rule }) => rule))
}

/** Says whether a failing case shows nothing but what is known. */
export type Explains = (failing: Failing) => boolean

/**
 * A failing case is known if the program of a known failure is a simplification of its own, or if every rule that it
 * breaks is listed as a whole. (Whatever is wrong breaks the rule about the whole trace too: that one has to be listed
 * only where no other is broken.)
 */
export function explainer(known: readonly KnownFailure[], subject: SubjectKind): Explains {
  const whole = wholeRules(known, subject)
  const listed = [...new Set(known.flatMap(({ programs }) => programs))]
  const isListed = matcherOf(listed.filter(token => subjectOfToken(token) === subject).map(patternOfToken))
  return ({ program, broken }) => {
    const telling = broken.filter(rule => !rule.endsWith('.trace'))
    return (
      (telling.length > 0 ? telling : broken).every(rule => whole.has(rule)) || isListed(program as unknown as Sentence)
    )
  }
}

function patternOfToken(token: string): Pattern {
  const known = patterns.get(token)
  if (known) return known
  const { profile, case: one } = caseOf(token)
  const { counter, programs } = numberingOf(profile)
  const pattern = patternOf(counter, programs, one.program as unknown as Sentence)
  patterns.set(token, pattern)
  return pattern
}

const patterns = new Map<string, Pattern>()
