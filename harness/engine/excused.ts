import { canonical, strandsOf } from '../../spec/trace/strands.ts'
import type { Execution } from '../campaign/chapter.ts'
import { compile } from '../drivers/language.ts'
import type { Subject } from '../subjects/subject.ts'
import { runBatch } from '../world/run-batch.ts'
import { defectMetBy } from './defects.ts'

const asItStands = { syntax: 'ecmascript', lower: (source: string) => source } as const

/**
 * What a compiler leaves to the engine it is not to blame for: a failing program that the engine, given the source as it
 * stands, runs just as wrongly says nothing about the compiler.
 */
export async function excuseEngine(subject: Subject, executions: readonly Execution[]): Promise<Execution[]> {
  const failing = executions.filter(
    ({ violation, predicted }) => violation && defectMetBy(predicted.case, ['fatal']) === null,
  )
  if (subject.kind !== 'language' || subject.exact || failing.length === 0) return [...executions]
  const mains = await compile(
    asItStands,
    failing.map(({ predicted }) => predicted.program),
  )
  const runnables = failing.map(({ predicted }, i) => ({
    schedule: predicted.case.schedule,
    start: mains[i] as (typeof mains)[number],
  }))
  const { traces } = await runBatch(runnables, { contextOf: null, turns: 1 })
  const excused = new Set(
    failing.filter(({ predicted, observed }, i) => {
      const strands = strandsOf(predicted.program)
      return canonical(traces[i] as readonly string[], strands).join('\n') === canonical(observed, strands).join('\n')
    }),
  )
  return executions.map(one => (excused.has(one) ? { ...one, violation: null } : one))
}
