import { readFileSync, writeFileSync } from 'node:fs'
import { catalogue } from '../../spec/rules/catalogue.ts'
import { formatRulesMarkdown } from './rules-table.ts'

/* npm run readme: writes the table of rules into README.md, between its marks. */

const file = new URL('../../README.md', import.meta.url)
const [start, end] = ['<!-- rules -->', '<!-- /rules -->']

/** The text of README.md with the table of rules as it is now. */
export function readmeWithRules(text: string): string {
  const [before, after] = [text.indexOf(start) + start.length, text.indexOf(end)]
  return `${text.slice(0, before)}\n\n${formatRulesMarkdown(catalogue)}\n${text.slice(after)}`
}

if (import.meta.main) writeFileSync(file, readmeWithRules(readFileSync(file, 'utf8')))
