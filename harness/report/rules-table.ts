import { markdownTable } from 'markdown-table'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import { type Chapter, chapters, type Rule } from '../../spec/rules/rule.ts'
import { SUBJECTS } from '../implementation/subjects.ts'
import { indent } from './reported.ts'
import type { Style } from './style.ts'

/** The catalogue as Markdown, a table for each chapter: what the README shows. */
export function formatRulesMarkdown(rules: readonly Rule[]): string {
  return byChapter(rules)
    .map(
      ([chapter, own]) => `### ${chapter}\n\n${markdownTable([HEAD, ...own.map(rowOf)], { alignDelimiters: false })}\n`,
    )
    .join('\n')
}

const HEAD = ['rule', 'level', 'ECMAScript', 'Python', 'statement', 'source']

function rowOf(rule: Rule): string[] {
  const sources = rule.sources.map(({ title, section, url }) => `[${cell(title)}, ${cell(section)}](${url})`)
  const [, slug = rule.id] = rule.id.split(/\.(.*)/s)
  const row = [`\`${slug}\``, rule.level, holdsIn(rule, ecmascript), holdsIn(rule, python), cell(rule.statement)]
  return [...row, sources.join(', ')]
}

function holdsIn(rule: Rule, dialect: Dialect): string {
  return SUBJECTS.some(subject => rule.applies(dialect, subject)) ? '✓' : '–'
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll('\n', ' ')
}

/** The catalogue for a terminal, with what each rule is for. */
export function formatRules(rules: readonly Rule[], style: Style): string {
  return byChapter(rules)
    .map(([chapter, own]) => `${style('bold', chapter)}\n\n${own.map(rule => formatRule(rule, style)).join('\n')}`)
    .join('\n')
}

function formatRule({ id, level, statement, intent, sources }: Rule, style: Style): string {
  const lines = [
    statement,
    style('dim', intent),
    ...sources.map(({ title, section, url }) => style('dim', `${title}, ${section}: ${url}`)),
  ]
  return `${style('bold', id)} (${level})\n${indent(lines.join('\n'))}\n`
}

function byChapter(rules: readonly Rule[]): [Chapter, Rule[]][] {
  return chapters
    .map((chapter): [Chapter, Rule[]] => [chapter, rules.filter(({ id }) => id.startsWith(`${chapter}.`))])
    .filter(([, own]) => own.length > 0)
}
