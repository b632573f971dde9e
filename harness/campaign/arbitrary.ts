import fc from 'fast-check'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { Random } from '../../spec/grammar/draw.ts'
import type { Sentence } from '../../spec/grammar/expression.ts'
import { sizeOf } from '../../spec/grammar/size.ts'
import type { Profile } from '../../spec/program/profile.ts'
import { simplerCases } from '../minimise/minimise.ts'
import { type Case, drawCase, type Grammars, grammarsOf } from './cases.ts'

/**
 * Creates an arbitrary of the programs that a chapter runs on a subject, each with a schedule, for properties of one's
 * own: what a profile and a dialect give no meaning to does not occur.
 *
 * A failing property ends with a case of which no single simplification fails.
 *
 * @example
 * fc.assert(fc.property(caseArbitrary(profile, ecmascript), ({ program, schedule }) => …))
 */
export function caseArbitrary(profile: Profile, dialect: Dialect): fc.Arbitrary<Case> {
  return new CaseArbitrary(profile, dialect)
}

/** fast-check asks for a class. */
class CaseArbitrary extends fc.Arbitrary<Case> {
  readonly #profile: Profile
  readonly #grammars: Grammars

  constructor(profile: Profile, dialect: Dialect) {
    super()
    this.#profile = profile
    this.#grammars = grammarsOf(profile, dialect)
  }

  override generate(mrng: fc.Random): fc.Value<Case> {
    const random: Random = (min, max) => mrng.nextInt(min, max)
    return this.#value(drawCase(this.#grammars, this.#grammars.drawer, this.#profile, random))
  }

  override canShrinkWithoutContext(value: unknown): value is Case {
    if (typeof value !== 'object' || value === null) return false
    const { program, schedule } = value as Partial<Case>
    const isSchedule = Array.isArray(schedule) && schedule.every(choice => Number.isInteger(choice) && choice >= 0)
    return isSchedule && sizeOf(this.#grammars.grammar, program as unknown as Sentence) !== null
  }

  override shrink(value: Case): fc.Stream<fc.Value<Case>> {
    return fc.stream(simplerCases(this.#grammars, value)).map(simpler => this.#value(simpler))
  }

  #value(one: Case): fc.Value<Case> {
    return new fc.Value(one, undefined)
  }
}
