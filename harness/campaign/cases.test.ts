import { describe, expect, test } from 'vitest'
import { typicalDialect } from '../../spec/dialects/typical.ts'
import type { Sentence } from '../../spec/grammar/expression.ts'
import { sizeOf } from '../../spec/grammar/size.ts'
import { distinctProfiles } from '../../spec/program/profiles.ts'
import { createCases } from './cases.ts'

const runs = 250

describe.each(distinctProfiles)('cases of $chapter on $subject', profile => {
  const dialect = typicalDialect(profile.subject)
  const cases = createCases(profile, dialect, 1, runs)
  const all = Array.from({ length: runs }, (_, i) => cases.at(i))
  const texts = all.map(one => JSON.stringify(one))

  test('are well-formed, and no larger than half as large again as those that are drawn', () => {
    for (const { program } of all) {
      const size = sizeOf(cases.grammar, program as unknown as Sentence)
      expect(size).not.toBe(null)
      expect(size).toBeLessThanOrEqual(profile.largest * 1.5)
    }
  })

  test('are the same whatever was asked for before', () => {
    // A pool that is remembered would be no proof: this dialect, which is no other, has its own.
    const anew = createCases(profile, { ...dialect, again: true } as typeof dialect, 1, runs)
    for (const index of [runs - 1, 3, 150, 205, 149, runs - 2, 0]) {
      expect(JSON.stringify(anew.at(index))).toBe(texts[index])
    }
  })

  test('are others with another seed, but for the smallest', () => {
    const others = createCases(profile, dialect, 2, runs)
    expect(JSON.stringify(others.at(0))).toBe(texts[0])
    const same = all.filter((_, i) => JSON.stringify(others.at(i)) === texts[i]).length
    expect(same).toBeLessThan(runs / 4 + 100)
  })

  test('hardly ever come twice', () => {
    expect(new Set(texts).size).toBeGreaterThan(runs * 0.9)
  })
})
