import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Random } from '../../spec/grammar/draw.ts'
import { runModel } from '../../spec/model/run.ts'
import { elaborate } from '../../spec/program/elaborate.ts'
import type { Chapter } from '../../spec/rules/rule.ts'
import type { Case } from './cases.ts'

/** Cases that gave the rules of a chapter their occasions, rule by rule. */
export interface Pool {
  /** One of them, of a rule that has had few more often than of one that has had many. Null if there is none. */
  choose(random: Random): Case | null
}

/** Cases that are kept for each rule. */
const kept = 24

/**
 * Gathers a pool: of `drawn` cases first, then of as many that vary one of the pool, so that rules which hardly any drawn
 * program has an occasion of come to theirs.
 */
export function gatherPool(
  chapter: Chapter,
  dialect: Dialect,
  drawn: Iterable<Case>,
  vary: (one: Case) => Case,
  random: Random,
): Pool {
  const cases = new Map<string, Case[]>()
  const counts = new Map<string, number>()
  const add = (one: Case): void => {
    const { occasions } = runModel(elaborate(one.program), one.schedule, dialect)
    const rules = new Set(occasions.filter(each => typeof each === 'string' && each.startsWith(`${chapter}.`)))
    for (const rule of rules as Set<string>) {
      counts.set(rule, (counts.get(rule) ?? 0) + 1)
      const own = cases.get(rule) ?? []
      cases.set(rule, own)
      if (own.length < kept) own.push(one)
      else own[random(0, kept - 1)] = one
    }
  }
  const choose = (by: Random): Case | null => {
    // A rule with a tenth of the occasions is chosen ten times as often.
    const weights = [...counts].map(([rule, count]) => [rule, Math.ceil(10_000 / count)] as const)
    let at = by(1, weights.reduce((sum, [, weight]) => sum + weight, 0) || 1)
    for (const [rule, weight] of weights) {
      at -= weight
      const own = cases.get(rule) as Case[]
      if (at <= 0) return own[by(0, own.length - 1)] as Case
    }
    return null
  }
  let size = 0
  for (const one of drawn) {
    add(one)
    size++
  }
  for (let i = 0; i < size; i++) {
    const one = choose(random)
    if (one) add(vary(one))
  }
  return { choose }
}
