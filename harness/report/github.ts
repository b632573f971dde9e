import type { RuleLine, Run } from '../results/line.ts'
import { isUnwanted } from '../results/verdict.ts'
import { counterexampleOf, explain, type Knowledge, replayCommand, titleOf } from './reported.ts'

/** Workflow commands that annotate a run on GitHub: an error for everything that is not as expected. */
export function formatAnnotations(runs: readonly Run[], knowledge: Knowledge): string {
  return runs
    .flatMap(({ header, rules }) =>
      rules
        .filter(({ verdict }) => isUnwanted(verdict))
        .map(line => annotation(line, header.implementation.name, knowledge)),
    )
    .join('')
}

function annotation(line: RuleLine, implementation: string, knowledge: Knowledge): string {
  const counterexample = counterexampleOf(line)
  const text = [
    explain(line.rule, knowledge).statement,
    ...(line.message === undefined ? [] : [line.message]),
    ...(line.verdict === 'unexpected-pass' ? [`listed as failing (${line.expectation?.reason}): delist it`] : []),
    ...(counterexample ? [counterexample.source, replayCommand(counterexample.token, implementation, knowledge)] : []),
  ].filter(part => part !== '')
  const title = `${implementation}: ${line.verdict} ${titleOf(line)}`
  return `::error title=${escapeProperty(title)}::${escapeData(text.join('\n'))}\n`
}

/** https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
