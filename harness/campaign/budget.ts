import type { SubjectKind } from '../../spec/rules/rule.ts'

/** Cases a chapter, where neither the caller nor the implementation says otherwise. */
export const defaultRuns = 10_000

/**
 * Of a subject that is slow by nature one case in so many is run: what can be known from many cases, the stub tells, and
 * the tiers behind it share its programs.
 */
const oneIn: Readonly<Partial<Record<SubjectKind, number>>> = {
  fetchMsw: 25,
  fetchServer: 50,
  clientMsw: 25,
  clientServer: 50,
}

/** With fewer cases nothing is learnt. */
const least = 20

/** How many cases a subject is given, where a chapter is to have so many. */
export function runsOf(subject: SubjectKind, asked: number): number {
  const share = oneIn[subject]
  return share === undefined ? asked : Math.min(asked, Math.max(least, Math.ceil(asked / share)))
}
