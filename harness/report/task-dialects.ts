import { markdownTable } from 'markdown-table'
import type { TaskDifference, TaskSpeaker } from '../../spec/dialects/task-difference.ts'
import { taskFields, taskQuestions } from '../../spec/dialects/task-questions.ts'
import type { TaskAnswers } from '../../spec/dialects/tasks.ts'
import { printFibers } from '../../spec/print/fibers.ts'
import { inWords, sourcesOf } from './dialect-differences.ts'

/** The answers of libraries with structured concurrency, as a Markdown table. */
export function formatTaskAnswers(speakers: readonly TaskSpeaker[]): string {
  const head = ['question', 'field', ...speakers.map(({ name }) => name)]
  const rows = taskFields.map(field => [
    taskQuestions[field].question,
    `\`${field}\``,
    ...speakers.map(({ dialect }) => String(dialect.tasks?.[field])),
  ])
  return `${markdownTable([head, ...rows])}\n`
}

/**
 * A question that two libraries answer differently, as a section of a Markdown page: the answers, the smallest program
 * that shows it if one was found, and the sources.
 */
export function formatTaskQuestion(
  field: keyof TaskAnswers,
  speakers: readonly [TaskSpeaker, TaskSpeaker],
  difference: TaskDifference | undefined,
): string {
  const { question, answers } = taskQuestions[field]
  const meanings: Readonly<Record<string, string>> = answers
  const said = speakers.map(({ name, dialect }) => `${name}: ${meanings[String(dialect.tasks?.[field])]}`)
  const sources = sourcesOf(taskQuestions[field]).map(source => `- [${inWords(source)}](${source.url})`)
  const shown = difference ? programOf(difference, speakers) : ['No program of both shows it.']
  return [`## ${question}`, '', said.join(' · '), '', ...shown, '', ...sources, ''].join('\n')
}

function programOf({ program, traces, case: { schedule } }: TaskDifference, speakers: readonly TaskSpeaker[]) {
  if (program.form !== 'fibers') throw new RangeError('The program is of another form.')
  const order = schedule.length > 0 ? [`Schedule: ${schedule.join(', ')}.`, ''] : []
  const shows = speakers.map(({ name }, i) => `${name} shows \`${traces[i]?.join(', ')}\``)
  return ['```ts', printFibers(program).trimEnd(), '```', '', ...order, shows.join('\n\n')]
}
