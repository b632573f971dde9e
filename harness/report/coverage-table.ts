import { markdownTable } from 'markdown-table'
import type { Rule } from '../../spec/rules/rule.ts'
import type { BranchCoverage } from '../coverage/measure.ts'

/** A mutant as far as the table needs it. */
export interface NamedMutant {
  readonly name: string
  readonly rule: string
}

/** Without padding: a changed cell changes one line of the file. */
const compact = { alignDelimiters: false }

/**
 * Sets the branches of the normative clauses against what covers them: productions that lead there, rules that cite the
 * clause or have their occasions there, and the mutants of these rules. What is not covered says so.
 */
export function formatCoverage(
  coverage: readonly BranchCoverage[],
  rules: readonly Rule[],
  mutants: readonly NamedMutant[],
): string {
  const rows = coverage.map(({ branch, programs, productions, rules: beside }) => {
    const citing = rules.filter(({ sources }) => sources.some(({ url }) => anchorOf(url) === anchorOf(branch.url)))
    const about = [...new Set([...citing.map(({ id }) => id), ...beside])].filter(id => !id.endsWith('.trace')).sort()
    const killing = mutants.filter(({ rule }) => about.includes(rule)).length
    return [
      `[${cell(branch.id)}](${branch.url})`,
      programs === 0 ? '**never**' : String(programs),
      productions.map(cell).join(', '),
      about.length === 0 ? '**only the trace**' : about.map(id => `\`${id}\``).join(', '),
      about.length === 0 ? '' : String(killing),
    ]
  })
  const ruleRows = rules.map(({ id }) => {
    const own = mutants.filter(({ rule }) => rule === id).map(({ name }) => name)
    return [`\`${id}\``, own.length === 0 ? '**none**' : own.join(', ')]
  })
  return [
    '## Clauses',
    markdownTable([['clause: branch', 'programs', 'productions', 'rules', 'mutants'], ...rows], compact),
    '## Rules',
    markdownTable([['rule', 'mutants'], ...ruleRows], compact),
    '',
  ].join('\n\n')
}

/** Two links to one section may name different pages. */
function anchorOf(url: string): string {
  return url.slice(url.indexOf('#') + 1)
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`)
}
