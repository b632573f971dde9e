import { ecmascript } from '../../spec/dialects/ecmascript.ts'
import { runModel } from '../../spec/model/run.ts'
import { profiles } from '../../spec/program/profiles.ts'
import { elaborate } from '../../spec/program/program.ts'
import { createCases } from '../campaign/cases.ts'
import { best, type Figure } from './figure.ts'

/** The model alone, on the cases of all chapters of the language subject. */
export async function benchModel(cases: number): Promise<Figure> {
  const language = profiles.filter(({ subject }) => subject === 'language')
  const each = Math.ceil(cases / language.length)
  const ready = language.flatMap(profile => {
    const all = createCases(profile, ecmascript, 1, each)
    return Array.from({ length: each }, (_, i) => all.at(i)).map(({ program, schedule }) => ({
      program: elaborate(program),
      schedule,
    }))
  })
  const seconds = await best(25, () => {
    for (const { program, schedule } of ready) runModel(program, schedule, ecmascript)
  })
  return { what: 'model alone', value: ready.length / seconds, unit: 'cases/s', asked: 100_000 }
}
