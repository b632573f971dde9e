import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Dialect } from '../dialects/dialect.ts'
import { ecmascript } from '../dialects/ecmascript.ts'
import { python } from '../dialects/python.ts'
import { createDrawer } from '../grammar/draw.ts'
import type { Program } from '../program/ast.ts'
import { elaborate } from '../program/elaborate.ts'
import type { Elaborated } from '../program/elaborated.ts'
import { features, programGrammar } from '../program/grammar.ts'
import { type Profile, profiles } from '../program/profiles.ts'
import type { Schedule } from '../schedule/schedule.ts'

/** A case of a sample. For tests of the model and of rules. */
export interface SampleCase {
  readonly program: Elaborated
  readonly schedule: Schedule
}

/**
 * What the profiles come by too rarely for a small sample: requests that meet a generator in each of its states,
 * loops within loops, exits that suppress. They are drawn whole, not in swarms.
 */
export const focused: readonly Profile[] = [
  {
    chapter: 'generator',
    subject: 'language',
    weights: {
      event: 1,
      raise: 1,
      return: 1,
      catch: 1,
      finally: 4,
      yield: 8,
      open: 3,
      request: 20,
      'request-throw': 1,
      'request-return': 2,
      'return-promise': 1,
    },
    largest: 24,
  },
  {
    chapter: 'generator',
    subject: 'language',
    weights: {
      yield: 2,
      open: 3,
      request: 20,
      'request-throw': 2,
      'request-return': 2,
      'return-promise': 1,
      delegate: 8,
      'loop-iterator': 2,
      'loop-sync': 4,
      'iterator-faults': 1,
      burst: 2,
    },
    largest: 24,
  },
  {
    chapter: 'iteration',
    subject: 'language',
    weights: {
      event: 1,
      raise: 1,
      break: 8,
      continue: 4,
      return: 1,
      finally: 2,
      repeat: 8,
      yield: 4,
      'loop-generator': 4,
      'loop-iterator': 4,
      'loop-sync': 4,
      'iterator-faults': 2,
    },
    largest: 20,
  },
  {
    chapter: 'exit-stack',
    subject: 'exitStack',
    weights: { raise: 4, stack: 4, 'stack-push': 8, 'stack-callback': 2, 'exit-truthy': 2, 'exit-fails': 1 },
    largest: 10,
  },
]

/** The profiles, and the focused ones. */
export const sampled: readonly Profile[] = [...profiles, ...focused]

/** How many cases share a swarm. */
const swarmSize = 50

/**
 * Draws cases of a profile, the same ones each time. They come in swarms: each leaves out a random half of what is left
 * by the profile, which reaches depths that a mixture of everything never does.
 */
export function* sampleCases(profile: Profile, count: number): Generator<SampleCase> {
  const generator = xoroshiro128plus(17)
  const random = (min: number, max: number): number => uniformInt(generator, min, max)
  const grammar = programGrammar(profile.weights)
  let drawer = createDrawer()
  for (let i = 0; i < count; i++) {
    if (i % swarmSize === 0 && !focused.includes(profile)) {
      const left = new Set<string>(features.filter(() => random(0, 1) === 1))
      drawer = createDrawer(name => name === 'event' || name === 'always' || left.has(name))
    }
    const size = random(1, profile.largest)
    if (!drawer.has(grammar, size)) continue
    const program = elaborate(drawer.draw(grammar, size, random) as unknown as Program)
    yield { program, schedule: [random(0, 2), random(0, 2), random(0, 2)] }
  }
}

/** The dialect in which the model runs the programs of a profile in these tests. */
export function dialectOf({ subject }: Profile): Dialect {
  return subject === 'bracket' || subject === 'exitStack' ? python : ecmascript
}
