import { expect, test } from 'vitest'
import { createLocalRunner } from '../../../../harness/campaign/local-runner.ts'
import { runRanges } from '../../../../harness/campaign/ranges.ts'
import type { Selection } from '../../../../harness/campaign/runner.ts'
import { resolveVariants } from '../../../../harness/implementation/resolve.ts'
import {
  blindBracket,
  ecmaDisposableStack,
  firstErrorBracket,
  pythonBracket,
  pythonExitStack,
} from './implementations.ts'

const cases = 10_000

// What the mutants are made of must be right itself: else a rule could be broken by something else than the flaw.
test.for([
  ['python bracket', 'context-manager', 'bracket', pythonBracket()],
  ['blind bracket', 'context-manager', 'bracket', blindBracket()],
  ['first error bracket', 'context-manager', 'bracket', firstErrorBracket()],
  ['python exit stack', 'exit-stack', 'exitStack', pythonExitStack()],
  ['disposable stack', 'exit-stack', 'disposableStack', ecmaDisposableStack()],
] as const)(
  'the reference of the mutants, %s, breaks no rule',
  { timeout: 120_000 },
  async ([name, chapter, subject, made]) => {
    const [reference] = resolveVariants({ ...made, name }, name)
    if (!reference) throw new Error(`Expected ${name} to be one implementation, but it resolves to none.`)
    const selection: Selection = { chapter, subject, seed: 1, runs: cases }
    const { cases: done, failures } = await runRanges(createLocalRunner(reference), selection, { seed: 1 })
    expect([...failures]).toEqual([])
    expect(done).toBe(cases)
  },
)
