/** Every verdict there is, in the order in which reports list them. */
export const VERDICTS = [
  'pass',
  'expected-fail',
  'fail',
  'unexpected-pass',
  'nondeterministic',
  'error',
  'untested',
  'unsupported',
] as const

export type Verdict = (typeof VERDICTS)[number]

/** What running a rule can come to, before anything is expected of it. */
export type ObservedVerdict = Exclude<Verdict, 'expected-fail' | 'unexpected-pass'>

const UNWANTED: ReadonlySet<Verdict> = new Set(['fail', 'unexpected-pass', 'nondeterministic', 'error'])

/** Whether a verdict makes the run fail: something is not as it is expected to be. */
export function isUnwanted(verdict: Verdict): boolean {
  return UNWANTED.has(verdict)
}

export type VerdictCounts = Readonly<Record<Verdict, number>>

/** How many there are of each verdict; every verdict has its key. */
export function countVerdicts(verdicts: Iterable<Verdict>): VerdictCounts {
  const counts = Object.fromEntries(VERDICTS.map(verdict => [verdict, 0])) as Record<Verdict, number>
  for (const verdict of verdicts) counts[verdict]++
  return counts
}
