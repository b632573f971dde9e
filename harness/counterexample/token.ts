import { type Counter, createCounter } from '../../spec/grammar/count.ts'
import type { Expression, Sentence } from '../../spec/grammar/expression.ts'
import { numberOf, sentenceAt } from '../../spec/grammar/number.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { type Program, programGrammar } from '../../spec/program/program.ts'
import type { Case } from '../campaign/cases.ts'
import { UsageError } from '../messages/usage-error.ts'

/**
 * A case in one word: `generator.language.5.1f3.0-2.byo`, the chapter, the subject, the size of the program, its index
 * among the programs of that size (base 36), the schedule, and a check: where the grammar has changed since, the number
 * is that of another program, and the check tells.
 */
export function tokenOf(profile: Profile, { program, schedule }: Case): string {
  const { grammar, counter } = numberingOf(profile)
  const number = numberOf(counter, grammar, program as unknown as Sentence)
  if (!number) throw new RangeError('The program is not of this profile.')
  const { size, index } = number
  const order = schedule.join('-') || 'fifo'
  return [
    profile.chapter,
    profile.subject,
    size,
    index.toString(36),
    order,
    checkOf(sentenceAt(counter, grammar, number)),
  ].join('.')
}

/** Three digits to base 36 of the FNV-1a hash of a program, as its grammar writes it. */
function checkOf(program: Sentence): string {
  let hash = 0x811c9dc5
  for (const character of JSON.stringify(program)) {
    hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193)
  }
  return ((hash >>> 0) % 36 ** 3).toString(36).padStart(3, '0')
}

/** What the programs of a profile are numbered by. */
interface Numbering {
  /** What gives them their numbers. */
  readonly grammar: Expression
  /** What they are sentences of. */
  readonly programs: Expression
  readonly counter: Counter
}

/** Programs are numbered in the whole grammar of their profile, whatever a dialect leaves out of it. */
export function numberingOf(profile: Profile): Numbering {
  const known = numberings.get(profile)
  if (known) return known
  const { programs, numbered = programs } = programGrammar(profile.form, profile.weights)
  const made = { grammar: numbered, programs, counter: createCounter() }
  numberings.set(profile, made)
  return made
}

const numberings = new Map<Profile, Numbering>()

const form = /^[a-z-]+\.[a-zA-Z]+\.\d{1,3}\.[0-9a-z]+\.(fifo|\d+(-\d+)*)\.[0-9a-z]{3}$/

/** Whether a text has the form of a token. */
export function isToken(text: string): boolean {
  return form.test(text)
}

/** The case of a token. @throws UsageError if it is none */
export function caseOf(token: string): { readonly profile: Profile; readonly case: Case } {
  const [chapter, subject, size = '', index = '', order = '', check] = token.split('.')
  const profile = profiles.find(one => one.chapter === chapter && one.subject === subject)
  const schedule = order === 'fifo' ? [] : order.split('-').map(Number)
  if (!profile || !isToken(token) || Number(size) > profile.largest * 2) throw notAToken(token)
  const { grammar, counter } = numberingOf(profile)
  const number = { size: Number(size), index: parse(index) }
  if (number.index >= counter.count(grammar, number.size)) throw notAToken(token)
  const program = sentenceAt(counter, grammar, number)
  if (checkOf(program) !== check) throw outOfDate(token)
  return { profile, case: { program: program as unknown as Program, schedule } }
}

function parse(index: string): bigint {
  let value = 0n
  for (const digit of index) value = value * 36n + BigInt(Number.parseInt(digit, 36))
  return value
}

function notAToken(token: string): UsageError {
  return new UsageError({
    what: 'this is no replay token',
    expected:
      'chapter.subject.size.index.schedule.check, such as generator.language.5.1f3.0-2.byo, as a report prints it',
    got: token,
    where: 'the command line',
    fix: 'copy the whole token; one of another version of the suite may mean nothing here: replay the saved file instead',
  })
}

function outOfDate(token: string): UsageError {
  return new UsageError({
    what: 'this replay token is of another version of the suite, or was not copied as it stands',
    expected: 'a token whose last part is the check of the program that it numbers here',
    got: token,
    where: 'the command line',
    fix: 'take the token that aexit check or aexit find prints now; a file that find --save wrote replays in every version',
  })
}
