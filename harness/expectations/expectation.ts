import * as v from 'valibot'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import { isToken } from '../counterexample/token.ts'
import { SUBJECTS } from '../implementation/subjects.ts'

/** A failure that is known: `expectations.json` is a list of them. */
export interface Expectation {
  /** The id of the rule that fails. */
  readonly rule: string
  /** The variants that it fails on; every variant unless given. */
  readonly variants?: readonly string[] | undefined
  /** The subject that it fails on; every subject unless given. */
  readonly subject?: SubjectKind | undefined
  /** Why it fails, in one line. */
  readonly reason: string
  /**
   * The smallest programs that show it, as replay tokens. Then a case is known to fail if it can be simplified to one of
   * them; without, if it breaks the rule at all.
   */
  readonly program?: string | readonly string[] | undefined
  /**
   * Any failure of the rule is this one, and so is that of a rule which is broken only together with it: the programs are
   * examples. So it is without programs.
   */
  readonly whole?: boolean | undefined
  /** Where it is discussed upstream. */
  readonly upstream?: string | undefined
}

const token = v.pipe(v.string(), v.check(isToken))

/** A key of an expectation: its schema, and in words what it must be. */
export const expectationKeys = {
  rule: { schema: v.pipe(v.string(), v.nonEmpty()), must: 'the id of a rule' },
  variants: {
    schema: v.optional(v.pipe(v.array(v.string()), v.nonEmpty())),
    must: 'a list of names of variants, with at least one',
  },
  subject: { schema: v.optional(v.picklist(SUBJECTS)), must: `one of ${SUBJECTS.join(', ')}` },
  reason: {
    schema: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.regex(/^[^\n]*$/)),
    must: 'one line that says why the rule fails',
  },
  program: {
    schema: v.optional(v.union([token, v.pipe(v.array(token), v.nonEmpty())])),
    must: 'a replay token such as generator.language.5.1f3.0-2.byo, or a list of some',
  },
  whole: { schema: v.optional(v.boolean()), must: 'true or false' },
  upstream: { schema: v.optional(v.pipe(v.string(), v.url())), must: 'the URL of an issue or a thread' },
} as const satisfies Record<keyof Expectation, { schema: v.GenericSchema; must: string }>

export const expectationsSchema = v.array(
  v.strictObject({
    rule: expectationKeys.rule.schema,
    variants: expectationKeys.variants.schema,
    subject: expectationKeys.subject.schema,
    reason: expectationKeys.reason.schema,
    program: expectationKeys.program.schema,
    whole: expectationKeys.whole.schema,
    upstream: expectationKeys.upstream.schema,
  }),
) satisfies v.GenericSchema<unknown, Expectation[]>
