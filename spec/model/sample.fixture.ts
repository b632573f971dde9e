import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Dialect } from '../dialects/dialect.ts'
import { typicalDialect } from '../dialects/typical.ts'
import { createDrawer } from '../grammar/draw.ts'
import type { Profile } from '../program/profile.ts'
import { type Elaborated, elaborate, type Program, programGrammar } from '../program/program.ts'
import type { Schedule } from '../schedule/schedule.ts'

/** A case of a sample. For tests of the model and of rules. */
export interface SampleCase {
  readonly program: Elaborated
  readonly schedule: Schedule
}

/** With this one, few cases are enough for an occasion of each rule. */
const seed = 4

/** How many cases share a swarm. */
const swarmSize = 50

/**
 * Draws cases of a profile, the same ones each time. They come in swarms: each leaves out a fifth of the features, which
 * reaches depths that a mixture of everything never does.
 */
export function* sampleCases(profile: Profile, count: number): Generator<SampleCase> {
  const generator = xoroshiro128plus(seed)
  const random = (min: number, max: number): number => uniformInt(generator, min, max)
  const { programs, focused } = programGrammar(profile.form, profile.weights)
  const centre = focused(profile.focus)
  let drawer = createDrawer()
  for (let i = 0; i < count; i++) {
    if (i % swarmSize === 0) {
      const left = new Set<string>(Object.keys(profile.weights).filter(() => random(1, 5) > 1))
      drawer = createDrawer(name => ['event', 'fetch', 'always'].includes(name) || left.has(name))
    }
    const size = random(1, profile.largest)
    const grammar = i % 2 === 1 && drawer.has(centre, size) ? centre : programs
    if (!drawer.has(grammar, size)) continue
    const program = elaborate(drawer.draw(grammar, size, random) as unknown as Program)
    yield { program, schedule: [random(0, 2), random(0, 2), random(0, 2)] }
  }
}

/** The dialect in which the model runs the programs of a profile in these tests. */
export const dialectOf = ({ subject }: Profile): Dialect => typicalDialect(subject)
