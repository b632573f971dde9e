import { describe, expect, test } from 'vitest'
import { type Kill, kill, stillFailing } from '../../harness/mutation/index.ts'
import type { Mutant } from './mutant.ts'

/** Nearly all die of a twentieth of the default budget, in half the time, and most others of a third. Null: the whole one. */
const budgets = [500, 3000, null]

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
      let killed: Kill | null = null
      for (const runs of budgets) killed ??= await kill(mutant, rule, { seed: 1, ...(runs !== null && { runs }) })
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
