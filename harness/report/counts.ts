import { VERDICTS, type Verdict, type VerdictCounts } from '../results/verdict.ts'
import { plain, type Style } from './style.ts'

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'passed',
  'expected-fail': 'failed as expected',
  fail: 'failed',
  'unexpected-pass': 'passed unexpectedly',
  nondeterministic: 'nondeterministic',
  error: 'in error',
  untested: 'untested',
  unsupported: 'unsupported',
}

const COLOURS: Readonly<Record<Verdict, Parameters<Style>[0]>> = {
  pass: 'green',
  'expected-fail': 'yellow',
  fail: 'red',
  'unexpected-pass': 'red',
  nondeterministic: 'red',
  error: 'red',
  untested: 'yellow',
  unsupported: 'dim',
}

/** `23 passed, 1 failed`: the verdicts that there are, in their order. */
export function formatCounts(counts: VerdictCounts, style: Style = plain): string {
  const parts = VERDICTS.filter(verdict => counts[verdict] > 0)
  return parts.map(verdict => style(COLOURS[verdict], `${counts[verdict]} ${WORDS[verdict]}`)).join(', ') || 'no rules'
}

/** `1 case`, `12,000 cases`. */
export function formatCases(cases: number): string {
  return `${cases.toLocaleString('en-US')} ${cases === 1 ? 'case' : 'cases'}`
}

/** `8.1 s`. */
export function formatSeconds(seconds: number): string {
  return `${seconds.toFixed(1)} s`
}
