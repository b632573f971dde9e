import type { Dialect } from '../dialects/dialect.ts'
import { python } from '../dialects/python.ts'
import { typicalDialects } from '../dialects/typical.ts'
import type { Profile } from '../program/profile.ts'
import { profiles } from '../program/profiles.ts'
import { elaborate } from '../program/program.ts'
import type { Chapter } from '../rules/rule.ts'
import { type Clause, clauseCounters, countClauses } from './clauses.ts'
import { examples } from './examples.fixture.ts'
import { program as fiberProgram } from './fibers/build.fixture.ts'
import { dialectWith, fiberExamples } from './fibers/examples.fixture.ts'
import { taskExamples } from './python/asyncio/examples.fixture.ts'
import { program } from './python/build.fixture.ts'
import { pythonExamples } from './python/examples.fixture.ts'
import { type Prediction, runModel } from './run.ts'
import { type SampleCase, sampleCases } from './sample.fixture.ts'

/** A case of the sample, with what the model says of it. */
export interface Sampled extends SampleCase {
  readonly profile: Profile
  readonly dialect: Dialect
  readonly prediction: Prediction
}

/** How many cases of a profile: more where what matters needs larger programs. (All tiers fetch the same.) */
const casesOf = ({ chapter }: Profile): number => fewer[chapter] ?? 10_000
const fewer: Partial<Readonly<Record<Chapter, number>>> = {
  'context-manager': 4_000,
  'exit-stack': 4_000,
  fetching: 3_000,
}

/** How many cases in each further dialect. */
const casesOfOthers = 3_000

/**
 * Runs the model on a sample of all profiles, and on the examples. `visit` sees every case of the sample.
 * @returns how often each branch of each clause was reached
 */
export function sampleCampaign(visit: (one: Sampled) => void = () => {}): number[] {
  const counters = clauseCounters()
  const run = (one: SampleCase, dialect: Dialect): Prediction => {
    const reached: (Clause | number)[] = []
    const prediction = runModel(one.program, one.schedule, dialect, reached)
    countClauses(counters, reached)
    return prediction
  }
  for (const profile of profiles) {
    for (const [i, dialect] of typicalDialects(profile.subject).entries()) {
      for (const one of sampleCases(profile, i === 0 ? casesOf(profile) : casesOfOthers)) {
        visit({ ...one, profile, dialect, prediction: run(one, dialect) })
      }
    }
  }
  for (const { main, dialect } of examples)
    run({ program: elaborate({ kind: 'program', main }), schedule: [] }, dialect)
  for (const { main } of pythonExamples) run({ program: elaborate(program(main)), schedule: [] }, python)
  for (const [, main, , answers = {}] of fiberExamples)
    run({ program: fiberProgram(...main), schedule: [] }, dialectWith(answers))
  for (const { main, schedule, dialect } of taskExamples) run({ program: elaborate(program(main)), schedule }, dialect)
  return counters
}
