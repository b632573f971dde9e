import { markdownTable } from 'markdown-table'
import { chapters } from '../../spec/rules/rule.ts'
import type { Expectation } from '../expectations/expectation.ts'
import type { RuleLine, Run } from '../results/line.ts'
import { isUnwanted } from '../results/verdict.ts'

/** What is listed for one implementation. */
export interface Listed {
  readonly implementation: string
  readonly expectations: readonly Expectation[]
}

/** Without padding: a changed cell changes one line of the file. */
const compact = { alignDelimiters: false }

/**
 * The verdicts of many implementations as Markdown: a row for each, a column for each chapter, and below every cause of
 * a listed failure with its rules.
 */
export function formatMatrix(runs: readonly Run[], listed: readonly Listed[]): string {
  const head = ['implementation', 'version', 'dialect', ...chapters]
  const rows = runs.map(({ header, rules }) => [
    header.implementation.name,
    header.implementation.version,
    header.dialect.name,
    ...chapters.map(chapter => summary(rules.filter(line => line.chapter === chapter))),
  ])
  return [
    '## Verdicts',
    'Of each chapter, how many rules pass, counted on each part of the implementation that they speak of; then those that fail as listed (✗), those with too few occasions (?), and those that are not as they should be (‼).',
    markdownTable([head, ...rows], compact),
    '## What fails, and why',
    markdownTable([['implementation', 'variants', 'cause', 'rules', 'upstream'], ...causes(listed)], compact),
    '',
  ].join('\n\n')
}

/** `24`, `21 · 3 ✗`, or `–` where nothing of the chapter is there. */
function summary(lines: readonly RuleLine[]): string {
  const count = (wanted: (line: RuleLine) => boolean): number => lines.filter(wanted).length
  const parts: [number, string][] = [
    [count(({ verdict }) => verdict === 'pass'), ''],
    [count(({ verdict }) => verdict === 'expected-fail'), ' ✗'],
    [count(({ verdict }) => verdict === 'untested'), ' ?'],
    [count(({ verdict }) => isUnwanted(verdict)), ' ‼'],
  ]
  const said = parts.filter(([number]) => number > 0).map(([number, mark]) => `${number}${mark}`)
  return said.length === 0 ? '–' : said.join(' · ')
}

/** A cause is listed once for each of its rules: here it stands once. */
function causes(listed: readonly Listed[]): string[][] {
  return listed.flatMap(({ implementation, expectations }) => {
    const byCause = Map.groupBy(expectations, ({ reason, variants = [] }) => JSON.stringify([reason, variants]))
    return [...byCause.values()].map(entries => {
      const { reason, variants = [] } = entries[0] as Expectation
      const rules = [...new Set(entries.map(({ rule }) => `\`${rule}\``))].sort()
      const upstream = [...new Set(entries.flatMap(entry => entry.upstream ?? []))].map(url => `<${url}>`)
      return [implementation, variants.join(', '), cell(reason), rules.join(', '), upstream.join(', ')]
    })
  })
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')
}
