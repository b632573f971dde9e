import { isToken } from '../counterexample/token.ts'
import type { RuleLine } from '../results/line.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import type { Verdict } from '../results/verdict.ts'
import type { Expectation } from './expectation.ts'

/** The expectations that concern one variant (null: an implementation without variants). */
export function expectationsFor(expectations: readonly Expectation[], variant: string | null): Expectation[] {
  return expectations.filter(({ variants }) => !variants || (variant !== null && variants.includes(variant)))
}

/** The cases by which known failures are known, where they are given as replay tokens: each once. */
export function knownTokens(expectations: readonly Expectation[]): string[] {
  return [...new Set(expectations.flatMap(({ program }) => (program && isToken(program) ? program : [])))]
}

/**
 * The line of the results for an outcome. A listed rule that fails is expected to; one that passes must be delisted.
 * Nothing else can be expected: a crash or a verdict that changes from run to run is never an acceptable failure.
 */
export function applyExpectations(outcome: RuleOutcome, expectations: readonly Expectation[]): RuleLine {
  const { rule, chapter, subject, level, cases, occasions, counterexample } = outcome
  const about = (id: string | undefined) =>
    expectations.find(entry => entry.rule === id && (!entry.subject || entry.subject === subject))
  // What falls with a known failure is known with it, and need not be listed.
  const listed = about(rule) ?? (outcome.verdict === 'fail' ? about(outcome.fallsWith) : undefined)
  const verdict = listed ? expected(outcome.verdict, listed.with !== undefined) : outcome.verdict
  return {
    type: 'rule',
    rule,
    chapter,
    subject,
    level,
    verdict,
    cases,
    occasions,
    ...(listed && verdict !== outcome.verdict ? { expectation: reasonOf(listed) } : {}),
    ...(counterexample ? { counterexample: reported(counterexample) } : {}),
    ...fallingWith(outcome),
  }
}

/** The message of an outcome, and with which other rule it falls. */
function fallingWith({ fallsWith, message }: RuleOutcome): Pick<RuleLine, 'message'> {
  const falls = fallsWith === undefined ? undefined : `falls with ${fallsWith}: what breaks it breaks that too`
  const said = [falls, message].filter(part => part !== undefined).join('; ')
  return said === '' ? {} : { message: said }
}

function expected(verdict: Verdict, mayPass: boolean): Verdict {
  if (verdict === 'fail') return 'expected-fail'
  return verdict === 'pass' && !mayPass ? 'unexpected-pass' : verdict
}

function reasonOf({ reason, upstream }: Expectation): NonNullable<RuleLine['expectation']> {
  return upstream === undefined ? { reason } : { reason, upstream }
}

function reported(counterexample: NonNullable<RuleOutcome['counterexample']>): NonNullable<RuleLine['counterexample']> {
  const { token, statements, source, expected: wanted, observed } = counterexample
  return { token, statements, source, expected: [...wanted], observed: [...observed] }
}
