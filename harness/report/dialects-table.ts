import { markdownTable } from 'markdown-table'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { DialectDifference } from '../../spec/dialects/difference.ts'
import { questionFields, questions } from '../../spec/dialects/questions.ts'
import { formatDifference } from './dialect-differences.ts'
import { indent } from './reported.ts'
import type { Style } from './style.ts'

/** A dialect under the name of who speaks it. */
export interface Speaker {
  readonly name: string
  readonly dialect: Dialect
}

/**
 * The questions on which conforming systems differ, with everybody's answers, for a terminal; behind each question the
 * program that shows how the two languages part, where there is one.
 */
export function formatDialects(
  speakers: readonly Speaker[],
  differences: readonly DialectDifference[],
  style: Style,
): string {
  const width = Math.max(...speakers.map(({ name }) => name.length))
  return questionFields
    .map(field => {
      const answers = speakers.map(({ name, dialect }) => `${name.padEnd(width)}  ${inWords(dialect, field, style)}`)
      const difference = differences.find(one => one.field === field)
      const programs = difference ? `${indent(formatDifference(difference, style))}\n` : ''
      return `${questions[field].question} ${style('dim', field)}\n${indent(answers.join('\n'))}\n${programs}`
    })
    .join('\n')
}

function inWords(dialect: Dialect, field: (typeof questionFields)[number], style: Style): string {
  const answer = String(dialect[field])
  const meanings: Readonly<Record<string, string>> = questions[field].answers
  return `${style('bold', answer)}: ${meanings[answer]}`
}

/** The same as a Markdown table. */
export function formatDialectsMarkdown(speakers: readonly Speaker[]): string {
  const head = ['question', 'field', ...speakers.map(({ name }) => name)]
  const rows = questionFields.map(field => [
    questions[field].question,
    `\`${field}\``,
    ...speakers.map(({ dialect }) => String(dialect[field])),
  ])
  return `${markdownTable([head, ...rows])}\n`
}
