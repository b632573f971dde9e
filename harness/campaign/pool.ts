import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Random } from '../../spec/grammar/draw.ts'
import type { Chapter } from '../../spec/rules/rule.ts'
import type { Case } from './cases.ts'
import { createSamples } from './samples.ts'
import { createShapes } from './shape.ts'
import { createWays } from './ways.ts'

/** Cases that meet the rules of a chapter in as many ways as were found: see `ways.ts`. */
export interface Pool {
  /** All of them, those that meet a rule in a rare way first. */
  readonly cases: readonly Case[]
  /** One of them: of any rule alike, but of a rare way to meet it more often than of a common one. Null if there is none. */
  choose(random: Random): Case | null
}

/** The ways in which one rule is met, with the sums of what each weighs: the rarer, the more. */
interface Group {
  readonly ways: number[]
  sums: readonly number[]
}

/** Cases between two looks at how rare each way is. */
const stride = 100

/** Chances are fractions of this. */
const whole = 0x7fff_ffff

/**
 * Gathers a pool: of `drawn` cases first, then of `varied` ones that vary one of the pool, of each rule as many, most of
 * them those that have come to it in a rare way. So step by step the pool comes to what hardly any drawn program has: a
 * variation that goes a little further is kept, and varied in its turn.
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
  const samples = createSamples()
  /** In the order in which they were first met. */
  const metWays: number[] = []
  /** By rule. */
  const groups: Group[] = []
  const known = new Set<number>()

  const add = (one: Case): void => {
    const shape = shapeOf(one.program)
    const hash = one.schedule.reduce((sum, choice) => sum * 3 + choice + 1, shape.hash)
    if (known.has(shape.hash) || known.has(hash)) return
    const { ways: own, decides } = ways.metBy(one, shape)
    known.add(decides ? hash : shape.hash)
    const luck = random(1, whole) / whole
    const number = samples.number(decides ? one : { program: one.program, schedule: [] }, shape.weight)
    for (const way of own) {
      if (samples.keep(way, number, luck) > 1) continue
      metWays.push(way)
      groups[ways.ruleOf(way)] ??= { ways: [], sums: [] }
      groups[ways.ruleOf(way)]?.ways.push(way)
    }
  }

  let met: Group[] = []
  const look = (): void => {
    // Of rules that no case has met there are holes.
    met = groups.filter(() => true)
    for (const group of met) {
      let sum = 0
      group.sums = group.ways.map(way => {
        sum += 1 / samples.count(way)
        return sum
      })
    }
  }
  const choose = (by: Random): Case | null => {
    if (met.length === 0) return null
    const { ways: own, sums } = met[by(0, met.length - 1)] as Group
    const at = (by(0, whole - 1) / whole) * (sums.at(-1) as number)
    const kept = samples.keptOf(own[firstAbove(sums, at)] as number)
    return kept[by(0, kept.length - 1)] ?? null
  }

  for (const one of drawn) add(one)
  for (let i = 0; i < varied; i++) {
    if (i % stride === 0) look()
    const one = choose(random)
    if (one) add(vary(one))
  }
  look()
  const rarestFirst = metWays.toSorted((a, b) => samples.count(a) - samples.count(b))
  return { cases: [...new Set(rarestFirst.flatMap(samples.keptOf))], choose }
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
