import { describe, expect, test } from 'vitest'
import { kill, stillFailing } from '../../harness/mutation/index.ts'
import type { Mutant } from './mutant.ts'

/** Nearly all die of a tenth of the default budget, in half the time: `npm run mutants` gives each the whole one. */
const sample = 1000

/**
 * Makes a test of each mutant: it dies by the rule that it names, of a small counterexample that nothing simplifies.
 *
 * @param median how many statements half of the counterexamples may have at most
 */
export function testKilling(mutants: readonly Mutant[], median = 3): void {
  const statements: number[] = []

  describe('is killed by the rule that it names', () => {
    test.for(mutants)('$name: $rule', async ({ name, rule, implementation }) => {
      const mutant = { ...implementation, name }
      const killed = (await kill(mutant, rule, { seed: 1, runs: sample })) ?? (await kill(mutant, rule, { seed: 1 }))
      if (!killed) throw new Error(`${name} lives: ${rule} is not broken within the default budget`)
      expect(killed.counterexample.statements).toBeLessThanOrEqual(6)
      expect(await stillFailing(mutant, killed.counterexample)).toEqual([])
      statements.push(killed.counterexample.statements)
    })
  })

  test(`the median counterexample has at most ${median} statements`, () => {
    expect(statements.toSorted((a, b) => a - b)[Math.floor(statements.length / 2)]).toBeLessThanOrEqual(median)
  })
}
