import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Random } from '../../spec/grammar/draw.ts'
import type { Chapter } from '../../spec/rules/rule.ts'
import type { Case } from './cases.ts'
import { createShapes } from './shape.ts'
import { createWays } from './ways.ts'

/** Cases that meet the rules of a chapter in as many ways as were found: see `ways.ts`. */
export interface Pool {
  /** All of them, those that meet a rule in a rare way first. */
  readonly cases: readonly Case[]
  /** One of them: of any rule alike, but of a rare way to meet it more often than of a common one. Null if there is none. */
  choose(random: Random): Case | null
}

/** A way, and some of the cases that meet a rule in it: small ones rather than large ones. */
interface Entry {
  /** How many cases have. */
  count: number
  readonly kept: Kept[]
}
/** The ways in which one rule is met, with the sums of what each weighs: the rarer, the more. */
interface Group {
  readonly entries: Entry[]
  sums: readonly number[]
}
interface Kept {
  readonly case: Case
  readonly weight: number
}

/** Cases that are kept for each way. */
const keep = 4

/** Cases between two looks at how rare each way is. */
const stride = 100

/** Chances are fractions of this. */
const whole = 0x7fff_ffff

/**
 * Gathers a pool: of `drawn` cases first, then of `varied` ones that vary one of the pool, of each rule as many, most of
 * them those that have come to it in a rare way. So step by step the pool comes to what hardly any drawn program has: a variation that goes a little
 * further is kept, and varied in its turn.
 */
export function gatherPool(
  chapter: Chapter,
  dialect: Dialect,
  drawn: Iterable<Case>,
  varied: number,
  vary: (one: Case) => Case,
  random: Random,
): Pool {
  const ways = createWays(chapter, dialect)
  const shapeOf = createShapes(ways.numberOf)
  const places = new Int32Array(ways.limit).fill(-1)
  const entries: Entry[] = []
  /** By rule. */
  const groups: Group[] = []
  const known = new Set<number>()

  const add = (one: Case): void => {
    const shape = shapeOf(one.program)
    const hash = one.schedule.reduce((sum, choice) => sum * 3 + choice + 1, shape.hash)
    if (known.has(shape.hash) || known.has(hash)) return
    const { ways: own, decides } = ways.metBy(one, shape)
    known.add(decides ? hash : shape.hash)
    const kept = { case: decides ? one : { program: one.program, schedule: [] }, weight: shape.weight }
    const luck = random(1, whole) / whole
    for (const way of own) {
      if (places[way] === -1) {
        const entry = { count: 0, kept: [] }
        places[way] = entries.push(entry) - 1
        groups[ways.ruleOf(way)] ??= { entries: [], sums: [] }
        groups[ways.ruleOf(way)]?.entries.push(entry)
      }
      keepIn(entries[places[way] as number] as Entry, kept, luck)
    }
  }

  let met: Group[] = []
  const look = (): void => {
    // Of rules that no case has met there are holes.
    met = groups.filter(() => true)
    for (const group of met) {
      let sum = 0
      group.sums = group.entries.map(({ count }) => {
        sum += 1 / count
        return sum
      })
    }
  }
  const choose = (by: Random): Case | null => {
    if (met.length === 0) return null
    const { entries, sums } = met[by(0, met.length - 1)] as Group
    const at = (by(0, whole - 1) / whole) * (sums.at(-1) as number)
    const { kept } = entries[firstAbove(sums, at)] as Entry
    return kept[by(0, kept.length - 1)]?.case ?? null
  }

  for (const one of drawn) add(one)
  for (let i = 0; i < varied; i++) {
    if (i % stride === 0) look()
    const one = choose(random)
    if (one) add(vary(one))
  }
  look()
  const rarestFirst = entries.toSorted((a, b) => a.count - b.count)
  return { cases: [...new Set(rarestFirst.flatMap(({ kept }) => kept.map(one => one.case)))], choose }
}

/** Where all places are taken, a case takes that of a larger one, or with some luck of any: so each has had a chance. */
function keepIn(entry: Entry, one: Kept, luck: number): void {
  entry.count++
  if (entry.kept.length < keep) {
    entry.kept.push(one)
    return
  }
  const at = entry.count % keep
  if (one.weight < (entry.kept[at] as Kept).weight || luck * entry.count <= keep) entry.kept[at] = one
}

/** The index of the first of some rising numbers that is above `least`. */
function firstAbove(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((numbers[middle] as number) > least) high = middle
    else low = middle + 1
  }
  return low
}
