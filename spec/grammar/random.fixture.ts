import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { createDrawer, type Drawer, type Random } from './draw.ts'
import type { Expression, Sentence } from './expression.ts'

/** The same numbers for the same seed. */
export function randomOf(seed: number): Random {
  const generator = xoroshiro128plus(seed)
  return (min, max) => uniformInt(generator, min, max)
}

export interface Drawn {
  readonly size: number
  readonly sentence: Sentence
}

/** Draws sentences of a size, or of the next smaller one that there is, or else of the smallest. */
export function drawFrom(
  grammar: Expression,
  drawer: Drawer = createDrawer(),
): (atMost: number, seed: number) => Drawn {
  return (atMost, seed) => {
    let size = atMost
    while (size >= 0 && !drawer.has(grammar, size)) size--
    if (size < 0) while (!drawer.has(grammar, size)) size++
    return { size, sentence: drawer.draw(grammar, size, randomOf(seed)) }
  }
}
