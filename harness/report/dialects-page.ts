import { writeFileSync } from 'node:fs'
import { dialectDifferences, openQuestions } from '../../spec/dialects/difference.ts'
import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { python } from '../../spec/dialects/python.ts'
import { questions } from '../../spec/dialects/questions.ts'
import { formatDifferenceMarkdown } from './dialect-differences.ts'
import { formatDialectsMarkdown } from './dialects-table.ts'

/* npm run dialects: writes fixtures/dialects.md. What stands there is searched for, and run on both languages by a test. */

export const dialectsFile = new URL('../../fixtures/dialects.md', import.meta.url)

/** The page: the questions, and the smallest program for each on which the two languages part. */
export function dialectsPage(): string {
  const speakers = [python, ecmascript].map(dialect => ({ name: dialect.name, dialect }))
  const found = dialectDifferences()
  const sections = openQuestions.map(field => {
    const { question, answers } = questions[field]
    const meanings: Readonly<Record<string, string>> = answers
    const difference = found.find(one => one.field === field)
    return [
      `## ${question}`,
      '',
      `python: ${meanings[String(python[field])]} · ecmascript: ${meanings[String(ecmascript[field])]}`,
      '',
      difference ? formatDifferenceMarkdown(difference) : 'No program that both languages have shows it.\n',
    ].join('\n')
  })
  return [
    '# Python and ECMAScript',
    '',
    'Written by `npm run dialects`: the questions on which the two differ, and for each the smallest program that shows it.',
    '',
    formatDialectsMarkdown(speakers),
    ...sections,
  ].join('\n')
}

if (import.meta.main) writeFileSync(dialectsFile, dialectsPage())
