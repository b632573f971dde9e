import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toJsonSchema } from '@valibot/to-json-schema'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../implementation/folder.fixture.ts'
import { allWell, everyVerdict } from '../report/sample.fixture.ts'
import { type Line, lineSchema, type Run } from './line.ts'
import { parseResults, readResults } from './read.ts'
import { formatLine, writeResults } from './write.ts'

const linesOf = ({ header, rules, footer }: Run): Line[] => [header, ...rules, footer]
const textOf = (...lines: Line[]): string => lines.map(formatLine).join('')

test('what is written is read', () => {
  const { folder } = folderWith({})
  const file = writeResults('out/results.jsonl', folder)
  for (const line of [...linesOf(allWell), ...linesOf(everyVerdict)]) file.write(line)
  file.close()
  expect(readResults(join(folder, 'out/results.jsonl'))).toEqual([allWell, everyVerdict])
})

test('every line is in the file as soon as it is written', () => {
  const { folder } = folderWith({})
  const file = writeResults('results.jsonl', folder)
  file.write(everyVerdict.header)
  expect(readFileSync(join(folder, 'results.jsonl'), 'utf8')).toBe(formatLine(everyVerdict.header))
  file.close()
})

test('a file that cannot be written', async () => {
  const { folder, messageOf } = folderWith({ out: '' })
  expect(await messageOf(() => writeResults('out/results.jsonl', folder))).toMatchInlineSnapshot(`
    "UsageError: cannot write out/results.jsonl
      expected  a file that can be written
      got       EEXIST: file already exists, mkdir 'FOLDER/out'
      where     FOLDER/out/results.jsonl
      to do     choose another file"
  `)
})

test('a file that cannot be read', async () => {
  const { folder, messageOf } = folderWith({})
  expect(await messageOf(() => readResults(join(folder, 'results.jsonl')))).toMatchInlineSnapshot(`
    "UsageError: cannot read FOLDER/results.jsonl
      expected  a file of results, as aexit check --json writes it
      got       ENOENT: no such file or directory, open 'FOLDER/results.jsonl'
      where     FOLDER/results.jsonl
      to do     check the path"
  `)
})

describe('refused', () => {
  const { header, rules, footer } = everyVerdict
  const [rule] = rules as [Line]
  const refusalOf = (text: string): string => {
    try {
      parseResults(text, 'results.jsonl')
    } catch (thrown) {
      return String(thrown)
    }
    return 'nothing was thrown'
  }

  test.each([
    ['a run without its footer', textOf(header, rule)],
    ['a run without its footer, before another run', textOf(header, rule, header, footer)],
    ['a rule outside a run', textOf(rule)],
    ['no lines', ''],
    ['a line that was cut off', textOf(header) + textOf(rule).slice(0, 40)],
    ['a line of no known type', '{"type":"notes"}\n'],
    ['a verdict that there is not', textOf(header, { ...rule, verdict: 'passed' } as unknown as Line)],
    ['a key that there is not', textOf({ ...header, colour: 'red' } as unknown as Line)],
    ['a key that is missing', textOf({ ...header, seed: undefined } as unknown as Line)],
  ])('%s', (_, text) => {
    expect(refusalOf(text)).toMatchSnapshot()
  })
})

test('the published schema is that of the lines (vitest -u writes it anew)', async () => {
  const schema = {
    title: 'aexit results',
    description:
      'One line of a file of results. A run is a header, a line for each rule and subject, and a footer; a file holds ' +
      'one or more runs, and a run without its footer was cut off.',
    ...toJsonSchema(lineSchema),
  }
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot('./schema.json')
})
