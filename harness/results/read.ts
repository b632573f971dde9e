import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { describeValue } from '../messages/describe-value.ts'
import { UsageError } from '../messages/usage-error.ts'
import { type Header, type Line, lineSchema, type RuleLine, type Run } from './line.ts'

/** Reads a file of results: one or more runs, each from its header to its footer. */
export function readResults(file: string): Run[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError({
      what: `cannot read ${file}`,
      expected: 'a file of results, as aexit check --json writes it',
      got: (error as Error).message,
      where: file,
      fix: 'check the path',
    })
  }
  return parseResults(text, file)
}

/** Parses the text of a file of results; `where` names it in messages. */
export function parseResults(text: string, where: string): Run[] {
  const runs: Run[] = []
  let open: { header: Header; rules: RuleLine[] } | undefined
  const rows = text.split('\n')
  for (const [index, row] of rows.entries()) {
    if (row === '' && index === rows.length - 1) break
    const at = `${where}:${index + 1}`
    const line = parseLine(row, at)
    if (line.type === 'header') {
      if (open) throw withoutFooter(open.header, at)
      open = { header: line, rules: [] }
    } else {
      if (!open) throw outsideRun(line.type, at)
      if (line.type === 'rule') open.rules.push(line)
      else {
        runs.push({ ...open, footer: line })
        open = undefined
      }
    }
  }
  if (open) throw withoutFooter(open.header, where)
  if (runs.length === 0) throw noRuns(where)
  return runs
}

function parseLine(row: string, at: string): Line {
  let value: unknown
  try {
    value = JSON.parse(row)
  } catch (error) {
    throw new UsageError({
      what: 'a line of results is not JSON',
      expected: 'one JSON object a line',
      got: (error as Error).message,
      where: at,
      fix: 'run aexit check --json again; results are not meant to be edited',
    })
  }
  const { success, output, issues } = v.safeParse(lineSchema, value)
  if (success) return output
  throw wrongShape(issues[0], at)
}

function wrongShape(issue: v.BaseIssue<unknown>, at: string): UsageError {
  const path = v.getDotPath(issue)
  const isMissing = issue.type === 'strict_object' && issue.input === undefined
  const isUnknown = issue.expected === 'never'
  return new UsageError({
    what: path ? `the key ${path} of a line of results has the wrong shape` : 'a line of results has the wrong shape',
    expected: isMissing ? 'the key to be there' : isUnknown ? 'no such key' : (issue.expected ?? issue.message),
    got: isMissing ? 'nothing' : isUnknown ? 'it' : describeValue(issue.input),
    where: at,
    fix: 'run aexit check --json again with this version of aexit',
  })
}

function withoutFooter(header: Header, where: string): UsageError {
  return new UsageError({
    what: `the run of ${header.implementation.name} has no footer`,
    expected: 'a footer as the last line of the run',
    got: 'a run that was cut off',
    where,
    fix: 'run aexit check --json again, and let it end',
  })
}

function outsideRun(type: string, where: string): UsageError {
  return new UsageError({
    what: `a ${type} line stands outside a run`,
    expected: 'a header first',
    got: `a ${type} line`,
    where,
    fix: 'run aexit check --json again; results are not meant to be edited',
  })
}

function noRuns(where: string): UsageError {
  return new UsageError({
    what: 'there are no results',
    expected: 'a header, a line a rule, and a footer',
    got: 'no line',
    where,
    fix: 'run aexit check --json again',
  })
}
