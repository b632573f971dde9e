import type { Dialect } from '../dialects/dialect.ts'
import { elaborate } from '../program/elaborate.ts'
import type { Profile } from '../program/profiles.ts'
import { countClauses } from './clauses.ts'
import { examples } from './examples.fixture.ts'
import { type Prediction, runModel } from './run.ts'
import { dialectOf, focused, type SampleCase, sampleCases, sampled } from './sample.fixture.ts'

/** A case of the sample, with what the model says of it. */
export interface Sampled extends SampleCase {
  readonly profile: Profile
  readonly dialect: Dialect
  readonly prediction: Prediction
}

/** Runs the model on a sample of all profiles. `visit` sees every case. @returns how often each clause was reached */
export function sampleCampaign(visit: (one: Sampled) => void = () => {}): number[] {
  const reached = countClauses()
  for (const profile of sampled) {
    const dialect = dialectOf(profile)
    for (const one of sampleCases(profile, focused.includes(profile) ? 30_000 : 3_000)) {
      visit({ ...one, profile, dialect, prediction: runModel(one.program, one.schedule, dialect, reached) })
    }
  }
  for (const { main, dialect } of examples) runModel(elaborate({ kind: 'program', main }), [], dialect, reached)
  return reached
}
