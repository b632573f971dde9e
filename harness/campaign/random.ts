import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Random } from '../../spec/grammar/draw.ts'

/** A source of numbers that depends on nothing but these keys. */
export function randomFrom(...keys: readonly (number | string)[]): Random {
  const generator = xoroshiro128plus(hash(keys))
  return (min, max) => uniformInt(generator, min, max)
}

/** FNV-1a over the keys, finished as MurmurHash3 does, so that neighbouring keys give unrelated seeds. */
function hash(keys: readonly (number | string)[]): number {
  let state = 0x811c9dc5
  for (const character of keys.join('\n')) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return state ^ (state >>> 16)
}
