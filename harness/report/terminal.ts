import { chapters } from '../../spec/rules/rule.ts'
import type { RuleLine, Run } from '../results/line.ts'
import { countVerdicts, isUnwanted } from '../results/verdict.ts'
import { formatCases, formatCounts, formatSeconds } from './counts.ts'
import { counterexampleOf, explain, indent, type Knowledge, replayCommand, titleOf } from './reported.ts'
import type { Style } from './style.ts'

/** A run for a person to read: a line a chapter, what is not as expected in full, and the totals. */
export function formatRun(run: Run, knowledge: Knowledge, style: Style): string {
  const { header, rules, footer } = run
  const { name, version } = header.implementation
  const parts = [
    `${style('bold', name)}${version === 'unknown' ? '' : ` ${version}`}, dialect ${header.dialect.name}, seed ${header.seed}`,
    formatChapters(rules, style),
    ...formatFailures(run, knowledge, style),
    ...formatRemarks(rules, style),
    ...(footer.aborted === undefined ? [] : [`${style('red', 'ended before its time')}: ${footer.aborted}`]),
    `${formatCounts(footer.verdicts, style)}; ${formatCases(footer.cases)} in ${formatSeconds(footer.seconds)}`,
  ]
  return `${parts.filter(part => part !== '').join('\n\n')}\n`
}

/** One line for all runs together, where there is more than one. */
export function formatTotals(runs: readonly Run[], style: Style): string {
  const counts = countVerdicts(runs.flatMap(({ rules }) => rules.map(({ verdict }) => verdict)))
  const cases = runs.reduce((sum, { footer }) => sum + footer.cases, 0)
  const seconds = runs.reduce((sum, { footer }) => sum + footer.seconds, 0)
  const all = `${runs.length} implementations`
  return `${style('bold', all)}: ${formatCounts(counts, style)}; ${formatCases(cases)} in ${formatSeconds(seconds)}\n`
}

function formatChapters(rules: readonly RuleLine[], style: Style): string {
  const width = Math.max(...chapters.map(chapter => chapter.length))
  return chapters
    .flatMap(chapter => {
      const own = rules.filter(line => line.chapter === chapter)
      if (own.length === 0) return []
      return `  ${chapter.padEnd(width)}  ${formatCounts(countVerdicts(own.map(({ verdict }) => verdict)), style)}`
    })
    .join('\n')
}

/** Everything that makes the run fail; a counterexample that several rules share is drawn once. */
function formatFailures({ header, rules }: Run, knowledge: Knowledge, style: Style): string[] {
  const drawn = new Map<string, string>()
  return rules
    .filter(({ verdict }) => isUnwanted(verdict))
    .map(line => formatFailure(line, header.implementation.name, drawn, knowledge, style))
}

function formatFailure(
  line: RuleLine,
  implementation: string,
  drawn: Map<string, string>,
  knowledge: Knowledge,
  style: Style,
): string {
  const { statement, advice } = explain(line.rule, knowledge)
  const counterexample = counterexampleOf(line)
  const twin = counterexample && drawn.get(counterexample.token)
  if (counterexample && !twin) drawn.set(counterexample.token, titleOf(line))
  const head = `${style('red', line.verdict)} ${style('bold', titleOf(line))} (${line.level})`
  const parts = [
    [head, ...(statement === '' ? [] : [indent(statement)]), ...reasons(line).map(reason => indent(reason))].join('\n'),
    ...(counterexample ? [indent(twin ? `the counterexample of ${twin}` : draw(counterexample, knowledge))] : []),
  ]
  const end = [
    ...(line.verdict === 'unexpected-pass' || twin ? [] : advice),
    ...(counterexample && !twin ? [`Replay: ${replayCommand(counterexample.token, implementation, knowledge)}`] : []),
  ]
  if (end.length > 0) parts.push(indent(end.join('\n')))
  return parts.join('\n\n')
}

function draw(counterexample: NonNullable<ReturnType<typeof counterexampleOf>>, knowledge: Knowledge): string {
  return knowledge.renderCounterexample(counterexample).trimEnd()
}

function reasons({ verdict, message, expectation }: RuleLine): string[] {
  return [
    ...(message === undefined ? [] : [message]),
    ...(verdict === 'unexpected-pass' ? [`it is listed as failing (${expectation?.reason}): delist it`] : []),
  ]
}

/** What is as expected, and still should be known. */
function formatRemarks(rules: readonly RuleLine[], style: Style): string[] {
  const known = rules.filter(({ verdict }) => verdict === 'expected-fail')
  const untested = rules.filter(({ verdict }) => verdict === 'untested')
  return [
    known.map(line => `${style('yellow', 'failed as expected')} ${titleOf(line)}: ${reasonOf(line)}`).join('\n'),
    untested.length === 0
      ? ''
      : `${style('yellow', 'untested')}, with too few occasions (more --runs give more): ${untested.map(titleOf).join(', ')}`,
  ]
}

function reasonOf({ expectation }: RuleLine): string {
  const { reason = '', upstream } = expectation ?? {}
  return upstream === undefined ? reason : `${reason} (${upstream})`
}
