import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as v from 'valibot'
import { caseOf } from '../counterexample/token.ts'
import { describeValue } from '../messages/describe-value.ts'
import { suggest } from '../messages/nearest.ts'
import { type Complaint, UsageError } from '../messages/usage-error.ts'
import { type Expectation, expectationKeys, expectationsSchema } from './expectation.ts'
import { tokensOf } from './known.ts'

/** What expectations may speak of. */
export interface Vocabulary {
  /** The ids of all rules. */
  readonly rules: readonly string[]
  /** The names of all variants of the implementation. */
  readonly variants: readonly string[]
}

/** The file of expectations that belongs to an adapter: `expectations.json` in its folder, if there is one. */
export function expectationsBeside(adapter: string): string | undefined {
  const file = join(dirname(adapter), 'expectations.json')
  return existsSync(file) ? file : undefined
}

/** Reads a file of expectations, and refuses one that speaks of what there is not. */
export function readExpectations(file: string, cwd: string, vocabulary: Vocabulary): Expectation[] {
  let text: string
  try {
    text = readFileSync(resolve(cwd, file), 'utf8')
  } catch (error) {
    throw new UsageError({
      what: `cannot read the expectations in ${file}`,
      expected: 'a JSON file with a list of known failures',
      got: (error as Error).message,
      where: resolve(cwd, file),
      fix: 'check the path, or leave --expectations out',
    })
  }
  return parseExpectations(text, file, vocabulary)
}

/** Parses the text of a file of expectations; `where` names it in messages. */
export function parseExpectations(text: string, where: string, vocabulary: Vocabulary): Expectation[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new UsageError({
      what: `${where} is not JSON`,
      expected: 'a list such as [{ "rule": "…", "reason": "…" }]',
      got: (error as Error).message,
      where,
      fix: 'correct it',
    })
  }
  return checkExpectations(value, where, vocabulary)
}

/** Refuses a value that is no list of expectations, with one message that names everything at fault. */
export function checkExpectations(value: unknown, where: string, vocabulary: Vocabulary): Expectation[] {
  const { output, issues, success } = v.safeParse(expectationsSchema, value)
  const complaints = success ? strangers(output, where, vocabulary) : issues.map(issue => complaintOf(issue, where))
  const [first, ...more] = complaints
  if (first) throw new UsageError(first, ...more)
  return output as Expectation[]
}

function complaintOf(issue: v.BaseIssue<unknown>, where: string): Complaint {
  const [index, key] = issue.path?.map(item => String(item.key)) ?? []
  const at = index === undefined ? where : `${where}, entry ${Number(index) + 1}`
  if (key === undefined) {
    return {
      what: index === undefined ? 'the expectations are no list' : 'an expectation is no object',
      expected: index === undefined ? 'a list of known failures' : 'an object { "rule": "…", "reason": "…" }',
      got: describeValue(issue.input),
      where: at,
      fix: 'write [{ "rule": "…", "reason": "…" }]',
    }
  }
  if (!(key in expectationKeys)) {
    return {
      what: `${key} is not a key that an expectation has`,
      expected: `one of ${Object.keys(expectationKeys).join(', ')}`,
      got: key,
      where: at,
      fix: suggest(key, Object.keys(expectationKeys), 'remove it'),
    }
  }
  return {
    what:
      issue.input === undefined ? `an expectation has no ${key}` : `the ${key} of an expectation has the wrong shape`,
    expected: expectationKeys[key as keyof Expectation].must,
    got: describeValue(issue.input),
    where: at,
    fix: key === 'reason' ? 'say why the rule fails: a known failure without a reason is not known' : 'correct it',
  }
}

/** Rules and variants that there are not, and failures that are listed twice. */
function strangers(expectations: readonly Expectation[], where: string, vocabulary: Vocabulary): Complaint[] {
  return expectations.flatMap((expectation, index) => {
    const at = `${where}, entry ${index + 1}`
    const twin = expectations.findIndex(other => overlap(other, expectation))
    return [
      ...(vocabulary.rules.includes(expectation.rule) ? [] : [unknownRule(expectation.rule, at, vocabulary)]),
      ...(expectation.variants ?? [])
        .filter(variant => !vocabulary.variants.includes(variant))
        .map(variant => unknownVariant(variant, at, vocabulary)),
      ...tokensOf(expectation).flatMap(token => strangeProgram(token, expectation.rule, at)),
      ...(twin < index ? [listedTwice(expectation.rule, at, twin)] : []),
    ]
  })
}

/** A token of nothing, or of another chapter: there the rule is never asked. */
function strangeProgram(token: string, rule: string, where: string): Complaint[] {
  try {
    const { profile } = caseOf(token)
    if (rule.startsWith(`${profile.chapter}.`)) return []
    const expected = `a program of the chapter of ${rule}`
    return [
      { what: `the program of an expectation is of another chapter`, expected, got: token, where, fix: 'correct it' },
    ]
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown
    return thrown.complaints.map(complaint => ({ ...complaint, where }))
  }
}

/** One rule may fail for several reasons, each with its own programs. */
function overlap(a: Expectation, b: Expectation): boolean {
  const own = tokensOf(a)
  const same = tokensOf(b).length === own.length && tokensOf(b).every(token => own.includes(token))
  if (!same) return false
  const variants = !a.variants || !b.variants || a.variants.some(variant => b.variants?.includes(variant))
  return a.rule === b.rule && variants && (!a.subject || !b.subject || a.subject === b.subject)
}

function unknownRule(rule: string, where: string, { rules }: Vocabulary): Complaint {
  return {
    what: `no rule has the id ${rule}`,
    expected: 'the id of a rule, chapter.slug',
    got: rule,
    where,
    fix: suggest(rule, rules, 'see aexit rules'),
  }
}

function unknownVariant(variant: string, where: string, { variants }: Vocabulary): Complaint {
  return {
    what: `no variant is called ${variant}`,
    expected: variants.length === 0 ? 'no variants: the implementation has none' : 'the name of a variant',
    got: variant,
    where,
    fix:
      variants.length === 0
        ? 'remove the key variants'
        : suggest(variant, variants, `there are ${variants.join(', ')}`),
  }
}

function listedTwice(rule: string, where: string, twin: number): Complaint {
  return {
    what: `${rule} is listed twice`,
    expected: 'one entry for a rule on one variant and subject',
    got: `the same in entry ${twin + 1}`,
    where,
    fix: 'remove one, or give each its own variants or subject',
  }
}
