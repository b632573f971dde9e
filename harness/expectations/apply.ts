import type { RuleLine } from '../results/line.ts'
import type { RuleOutcome } from '../results/outcome.ts'
import type { Verdict } from '../results/verdict.ts'
import type { Expectation } from './expectation.ts'
import { isWhole, subjectOfToken, tokensOf } from './known.ts'

/** The expectations that concern one variant (null: an implementation without variants). */
export function expectationsFor(expectations: readonly Expectation[], variant: string | null): Expectation[] {
  return expectations.filter(({ variants }) => !variants || (variant !== null && variants.includes(variant)))
}

/**
 * The line of the results for an outcome. A listed rule that fails is expected to; one that passes must be delisted, and
 * so must a listed program that no longer fails. Nothing else can be expected: a crash or a verdict that changes from run
 * to run is never an acceptable failure.
 */
export function applyExpectations(outcome: RuleOutcome, expectations: readonly Expectation[]): RuleLine {
  const { rule, chapter, subject, level, cases, occasions, counterexample } = outcome
  const own = expectations.filter(entry => isAbout(entry, rule, subject))
  const { verdict, because, message } = judged(outcome, own)
  const said = [message, falling(outcome), outcome.message].filter(part => part !== undefined)
  return {
    type: 'rule',
    rule,
    chapter,
    subject,
    level,
    verdict,
    cases,
    occasions,
    ...(because ? { expectation: reasonOf(because) } : {}),
    ...(counterexample ? { counterexample: reported(counterexample) } : {}),
    ...(said.length > 0 ? { message: said.join('; ') } : {}),
  }
}

/** An expectation that has programs is about their subjects. */
function isAbout(entry: Expectation, rule: string, subject: RuleOutcome['subject']): boolean {
  const tokens = tokensOf(entry)
  const subjects = entry.subject ? [entry.subject] : tokens.map(subjectOfToken)
  return entry.rule === rule && (subjects.length === 0 || subjects.includes(subject ?? undefined))
}

interface Judged {
  readonly verdict: Verdict
  /** The expectation that the verdict is owed to. */
  readonly because?: Expectation
  readonly message?: string
}

function judged({ verdict, known, tried = [] }: RuleOutcome, listed: readonly Expectation[]): Judged {
  const [first] = listed
  if (!first) return { verdict }
  const whole = listed.find(isWhole)
  if (verdict === 'fail') {
    if (whole) return { verdict: 'expected-fail', because: whole }
    return { verdict, message: 'it is listed as failing, but with other programs, of which this is no larger form' }
  }
  if (verdict !== 'pass' && verdict !== 'untested') return { verdict }
  const mended = tried.filter(([, fails]) => !fails).map(([token]) => token)
  const because = listed.find(entry => tokensOf(entry).some(token => mended.includes(token)))
  if (because) {
    const what = mended.length === 1 ? `${mended[0]} no longer fails` : `${mended.join(', ')} no longer fail`
    return { verdict: 'unexpected-pass', because, message: what }
  }
  if (known || tried.length > 0) return { verdict: 'expected-fail', because: first }
  return verdict === 'pass' && whole ? { verdict: 'unexpected-pass', because: whole } : { verdict }
}

/** With which other rule it falls. */
function falling({ fallsWith }: RuleOutcome): string | undefined {
  return fallsWith === undefined ? undefined : `falls with ${fallsWith}: what breaks it breaks that too`
}

function reasonOf({ reason, upstream }: Expectation): NonNullable<RuleLine['expectation']> {
  return upstream === undefined ? { reason } : { reason, upstream }
}

function reported(counterexample: NonNullable<RuleOutcome['counterexample']>): NonNullable<RuleLine['counterexample']> {
  const { token, statements, source, expected: wanted, observed } = counterexample
  return { token, statements, source, expected: [...wanted], observed: [...observed] }
}
