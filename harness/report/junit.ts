import { stripVTControlCharacters } from 'node:util'
import Builder from 'fast-xml-builder'
import { chapters } from '../../spec/rules/rule.ts'
import type { RuleLine, Run } from '../results/line.ts'
import { isUnwanted, type Verdict } from '../results/verdict.ts'
import { counterexampleOf, explain, type Knowledge, replayCommand } from './reported.ts'

/** Runs as JUnit XML: a suite for each implementation and chapter, a test case for each rule and subject. */
export function formatJUnit(runs: readonly Run[], knowledge: Knowledge): string {
  const suites = runs.flatMap(run => suitesOf(run, knowledge))
  const builder = new Builder({ ignoreAttributes: false, format: true, suppressEmptyNode: true })
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: { '@_name': 'aexit', ...totals(runs.flatMap(({ rules }) => rules)), testsuite: suites },
  })
}

function suitesOf(run: Run, knowledge: Knowledge): object[] {
  const { name, version } = run.header.implementation
  return chapters.flatMap(chapter => {
    const own = run.rules.filter(line => line.chapter === chapter)
    if (own.length === 0) return []
    return {
      '@_name': clean(`${name} ${version} ${chapter}`),
      ...totals(own),
      testcase: own.map(line => caseOf(line, name, knowledge)),
    }
  })
}

function totals(lines: readonly RuleLine[]): object {
  const count = (wanted: (verdict: Verdict) => boolean) => lines.filter(({ verdict }) => wanted(verdict)).length
  return {
    '@_tests': lines.length,
    '@_failures': count(verdict => isUnwanted(verdict) && verdict !== 'error'),
    '@_errors': count(verdict => verdict === 'error'),
    '@_skipped': count(isSkipped),
  }
}

function isSkipped(verdict: Verdict): boolean {
  return verdict !== 'pass' && !isUnwanted(verdict)
}

function caseOf(line: RuleLine, implementation: string, knowledge: Knowledge): object {
  const { rule, subject, chapter, verdict, message, expectation } = line
  const slug = rule.startsWith(`${chapter}.`) ? rule.slice(chapter.length + 1) : rule
  const reason = [verdict, expectation?.reason, message].filter(part => part !== undefined).join(': ')
  const attributes = { '@_message': clean(reason), '@_type': verdict }
  return {
    '@_classname': clean(`${implementation}.${chapter}`),
    '@_name': clean(subject === null ? slug : `${slug} on ${subject}`),
    ...(isSkipped(verdict) ? { skipped: { '@_message': clean(reason) } } : {}),
    ...(verdict === 'error' ? { error: { ...attributes, '#text': detail(line, implementation, knowledge) } } : {}),
    ...(isUnwanted(verdict) && verdict !== 'error'
      ? { failure: { ...attributes, '#text': detail(line, implementation, knowledge) } }
      : {}),
  }
}

function detail(line: RuleLine, implementation: string, knowledge: Knowledge): string {
  const counterexample = counterexampleOf(line)
  const parts = [
    explain(line.rule, knowledge).statement,
    ...(line.message === undefined ? [] : [line.message]),
    ...(counterexample
      ? [
          knowledge.renderCounterexample(counterexample).trimEnd(),
          `Replay: ${replayCommand(counterexample.token, implementation, knowledge)}`,
        ]
      : []),
  ]
  return clean(parts.join('\n\n'))
}

/** https://www.w3.org/TR/xml/#charsets: most control characters cannot be written, not even escaped. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

function clean(text: string): string {
  return stripVTControlCharacters(text).replaceAll(UNWRITABLE, '\uFFFD')
}
