import type { Case } from './cases.ts'
import { withRoomFor } from './row.ts'

/** For each way how many cases have met a rule in it, and some of these: small ones rather than large ones. */
export interface Samples {
  /** Numbers a case of this weight, to be kept. It is forgotten when no way keeps it any more, or another is numbered. */
  number(one: Case, weight: number): number
  /** Counts a case for a way, and perhaps keeps it; gives how many have been counted. `luck` is between 0 and 1. */
  keep(way: number, number: number, luck: number): number
  count(way: number): number
  keptOf(way: number): readonly Case[]
}

/** Cases that are kept for each way. */
const most = 4

/** Cases meet rules in thousands of ways each: what is known of a way stands in rows of numbers, which grow with them. */
export function createSamples(): Samples {
  /** By number; a hole where no way keeps it. */
  const cases: (Case | undefined)[] = []
  const weights: number[] = []
  /** In how many places a case is kept. */
  const uses: number[] = []
  let counts = new Int32Array(0)
  let kept = new Int32Array(0)

  const take = (at: number, number: number): void => {
    kept[at] = number
    uses[number] = (uses[number] as number) + 1
  }
  const leave = (number: number): void => {
    const left = (uses[number] as number) - 1
    uses[number] = left
    if (left === 0) cases[number] = undefined
  }

  return {
    number(one, weight) {
      const last = cases.length - 1
      if (uses[last] === 0) cases[last] = undefined
      weights.push(weight)
      uses.push(0)
      return cases.push(one) - 1
    },
    // Where all places are taken, a case takes that of a larger one, or with some luck of any: so each has had a chance.
    keep(way, number, luck) {
      if (way >= counts.length) {
        counts = withRoomFor(counts, way)
        kept = withRoomFor(kept, (way + 1) * most)
      }
      const count = (counts[way] as number) + 1
      counts[way] = count
      if (count <= most) take(way * most + count - 1, number)
      else {
        const at = way * most + (count % most)
        const other = kept[at] as number
        if (luck * count <= most || (weights[number] as number) < (weights[other] as number)) {
          take(at, number)
          leave(other)
        }
      }
      return count
    },
    count: way => counts[way] as number,
    keptOf(way) {
      const from = way * most
      const own = kept.subarray(from, from + Math.min(most, counts[way] as number))
      return Array.from(own, number => cases[number] as Case)
    },
  }
}
