import type { DialectDifference, Side } from '../../spec/dialects/difference.ts'
import { type Question, questions } from '../../spec/dialects/questions.ts'
import { printPython } from '../../spec/print/python.ts'
import { printTypeScript } from '../../spec/print/typescript.ts'
import { catalogue } from '../../spec/rules/catalogue.ts'
import type { Source } from '../../spec/rules/rule.ts'
import { indent } from './reported.ts'
import type { Style } from './style.ts'

/** What a question comes to, for a terminal: the sources, and the smallest program on which the two languages part. */
export function formatDifference(difference: DialectDifference, style: Style): string {
  const { field, python, ecmascript } = difference
  return [
    ...sourcesOf(questions[field]).map(source => style('dim', `Source: ${inWords(source)}: ${source.url}`)),
    '',
    shown('python', python, printPython, style),
    '',
    shown('ecmascript', ecmascript, printTypeScript, style),
    '',
  ].join('\n')
}

function shown(name: string, { program, trace }: Side, print: (program: Side['program']) => string, style: Style) {
  return `${style('bold', name)}\n${indent(print(program).trimEnd())}\n  ${style('dim', 'shows')} ${trace.join(', ')}`
}

/** The same as a section of a Markdown page. */
export function formatDifferenceMarkdown({ field, python, ecmascript }: DialectDifference): string {
  const sources = sourcesOf(questions[field]).map(source => `- [${inWords(source)}](${source.url})`)
  return [
    '```python',
    printPython(python.program).trimEnd(),
    '```',
    '',
    `shows \`${python.trace.join(', ')}\``,
    '',
    '```ts',
    printTypeScript(ecmascript.program).trimEnd(),
    '```',
    '',
    `shows \`${ecmascript.trace.join(', ')}\``,
    '',
    ...sources,
    '',
  ].join('\n')
}

/** The sources of the rules that say what the answers come to: each once. */
export function sourcesOf({ rules }: Pick<Question<string>, 'rules'>): Source[] {
  const sources = rules.flatMap(id => catalogue.find(rule => rule.id === id)?.sources ?? [])
  return sources.filter(({ url }, i) => sources.findIndex(other => other.url === url) === i)
}

export function inWords({ title, section }: Source): string {
  return `${title}, ${section}`
}
