import type { RuleLine } from './line.ts'

/** The cases of a run: all rules of a chapter are judged by the same cases of a subject. */
export function totalCases(rules: readonly RuleLine[]): number {
  const cases = new Map<string, number>()
  for (const { chapter, subject, cases: own } of rules) {
    const stage = `${chapter} ${subject}`
    cases.set(stage, Math.max(cases.get(stage) ?? 0, own))
  }
  return [...cases.values()].reduce((sum, own) => sum + own, 0)
}
