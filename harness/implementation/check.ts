import * as v from 'valibot'
import { describeThrown, describeValue } from '../messages/describe-value.ts'
import { nearest, oneOf, suggest } from '../messages/nearest.ts'
import { type Complaint, UsageError } from '../messages/usage-error.ts'
import type { Implementation } from './implementation.ts'
import { demandObject } from './load.ts'
import {
  dialectKeys,
  fetchingKeys,
  implementationKeys,
  implementationSchema,
  languageKeys,
  variantKeys,
} from './shape.ts'

/** Refuses whatever has not the shape of an implementation, with one message that names every key at fault. */
export function checkImplementation(value: unknown, where: string): Implementation {
  const object = demandObject(value, where)
  const issues = issuesOf(object, where)
  if (issues.length > 0) {
    const [first, ...more] = issues.map(issue => complaintOf(issue, where))
    throw new UsageError(first as Complaint, ...more)
  }
  return object as Implementation
}

/** Keys may be getters, and getters may throw. */
function issuesOf(object: object, where: string): readonly v.BaseIssue<unknown>[] {
  try {
    return v.safeParse(implementationSchema, object).issues ?? []
  } catch (thrown) {
    throw new UsageError({
      what: `a key of the implementation in ${where} cannot be read`,
      expected: 'plain values',
      got: `a getter that throws ${describeThrown(thrown)}`,
      where,
      fix: 'export an object with plain values',
    })
  }
}

function complaintOf(issue: v.BaseIssue<unknown>, where: string): Complaint {
  const path = issue.path?.map(item => String(item.key)) ?? []
  const dotted = path.join('.')
  // The object whose key is at fault.
  const around = issue.path?.at(-1)?.input
  const { keys, own } = placeOf(path, around)
  const must = keys[own]?.must
  if (must === undefined) return unknownKey(dotted, own, Object.keys(keys), where)
  return {
    what: issue.input === undefined ? `the key ${dotted} is missing` : `the key ${dotted} has the wrong shape`,
    expected: must,
    got: describeValue(issue.input),
    where: `${dotted} in ${where}`,
    fix: fixFor(own, issue.input),
  }
}

function unknownKey(dotted: string, own: string, known: readonly string[], where: string): Complaint {
  const near = nearest(own, known)
  return {
    what: `${dotted} is not a known key`,
    expected: `one of ${known.join(', ')}`,
    got: own,
    where: `${dotted} in ${where}`,
    fix: near.length > 0 ? `did you mean ${oneOf(near)}?` : 'remove it',
  }
}

/** The keys that are known at a place, and the one in question: paths go through variants, dialect and language. */
function placeOf(path: readonly string[], around: unknown): { keys: typeof implementationKeys; own: string } {
  const [first = '', second, ...rest] = path
  if (first === 'variants' && second !== undefined) {
    return rest.length === 0 ? { keys: { [second]: variant }, own: second } : placeIn(variantKeys, rest, around)
  }
  return placeIn(implementationKeys, path, around)
}

function placeIn(
  keys: typeof implementationKeys,
  [first = '', second]: readonly string[],
  around: unknown,
): ReturnType<typeof placeOf> {
  if (second === undefined) return { keys, own: first }
  if (first === 'dialect') return { keys: dialectKeys, own: second }
  if (first === 'fetching') return { keys: fetchingKeys, own: second }
  return first === 'language' ? { keys: languageKeys(around), own: second } : { keys, own: first }
}

const variant = {
  schema: v.unknown(),
  must: `an object with any of the keys ${Object.keys(variantKeys).join(', ')}`,
}

function fixFor(key: string, came: unknown): string {
  if (key === 'dialect' && typeof came === 'string') return suggest(came, ['ecmascript', 'python'], '')
  if (key === 'syntax' && typeof came === 'string') return suggest(came, ['ecmascript', 'python'], 'correct it')
  if (key in dialectKeys && key !== 'name') {
    return "start from a dialect that answers every question, { ...ecmascript, name: 'mine' }, and see aexit dialects"
  }
  return came === undefined ? 'add it' : 'correct it; the type Implementation of aexit describes every key'
}
