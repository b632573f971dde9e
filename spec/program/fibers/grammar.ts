import {
  type Alternative,
  alternative,
  type Choice,
  choice,
  type Expression,
  list,
  literal,
  node,
  record,
  references,
} from '../../grammar/expression.ts'
import { ending, type Feature, type Weights } from '../grammar.ts'
import type { ProgramGrammar } from '../program.ts'

/** What the place of a statement allows. */
interface Context {
  /** How many tasks are at hand, up to 2. */
  readonly tasks: number
  /** How many tasks there are around, up to 2. */
  readonly nested: number
  /** Within a handler: the caught error can be raised again. */
  readonly caught: boolean
  /** Where a value can be returned: not within a block of a statement, which is a body of its own. */
  readonly returns: boolean
  /** Within a finaliser: it only waits. */
  readonly plain: boolean
  /** Within something that can be cancelled by itself. */
  readonly scoped: boolean
}

const deepest = 2
const mostTasks = 2

/** The grammar of the programs for libraries with structured concurrency that use these features. */
export function fiberGrammar(weights: Weights): ProgramGrammar {
  const has = (feature: Feature): boolean => (weights[feature] ?? 0) > 0
  const when = (feature: Feature, expression: () => Expression, times = 1): Alternative[] =>
    has(feature) ? [alternative(feature, (weights[feature] ?? 0) * times, expression(), ending.has(feature))] : []
  const upTo = (count: number): Expression => literal(...Array.from({ length: count }, (_, i) => [i, i] as const))

  const statementIn = references<Context>(context => statement(context))
  const block = (context: Context, least: 0 | 1 = 0): Expression => list(statementIn(context), least, 6)

  const waits = has('exit-waits') ? literal(0, [1, 1], [2, 2]) : literal(0)
  const enter = has('enter')
    ? record(0, { checkpoints: literal(0, [1, 1]), outcome: literal('entered', ['fails', 1]) })
    : record(0, { checkpoints: literal(0), outcome: literal('entered') })
  const exit = record(0, {
    checkpoints: waits,
    outcome: has('exit-fails') ? literal('ends', ['fails', 1]) : literal('ends'),
  })

  const statement = (context: Context): Choice => {
    const { tasks, nested, caught, returns, plain, scoped } = context
    const own = { ...context, returns: false }
    const inside = block(own, 1)
    // A cancellation says something where a task holds something, and waits.
    const cancellable = nested > 0 || scoped
    const more = cancellable ? 4 : 1
    const within = { ...context, nested: nested + 1, caught: false, returns: true, scoped: false }
    const concurrent = (expression: () => Alternative[]): Alternative[] => (plain ? [] : expression())
    return choice(
      ...when('event', () => node('event', 1)),
      ...when('checkpoint', () => node('checkpoint', 1), cancellable || tasks > 0 ? 4 : 1),
      ...(plain && !has('exit-fails') ? [] : when('raise', () => node('raise', 1, { again: literal(false) }))),
      ...(caught ? when('raise-again', () => node('raise', 1, { again: literal(true) }), 2) : []),
      ...(returns ? when('return', () => node('return', 1, { value: literal('plain') })) : []),
      ...when('catch', () => node('attempt', 1, { block: inside, handler: block({ ...own, caught: true }) })),
      ...concurrent(() => [
        ...when(
          'finally',
          () =>
            node('ensure', 1, {
              block: inside,
              finalizer: block({ ...own, caught: false, plain: true }, 1),
            }),
          more,
        ),
        ...when('hold', () => node('hold', 1, { enter, exit, body: block(own, cancellable ? 1 : 0) }), more),
        ...(nested < deepest && tasks < mostTasks
          ? when('spawn', () =>
              node('spawn', 1, { task: block(within, 1), body: block({ ...context, tasks: tasks + 1 }) }),
            )
          : []),
        ...(nested < deepest ? when('all', () => node('all', 1, { branches: list(block(within, 1), 1, 3) })) : []),
        ...when('timeout', () =>
          node('timeout', 1, { seconds: literal(1, [3, 1]), body: block({ ...own, scoped: true }, 1) }),
        ),
        ...when('shield', () => node('shield', 1, { body: inside }), more),
        ...when('sleep', () => node('sleep', 1, { seconds: literal(2, [5, 1]) })),
      ]),
      ...concurrent(() => [
        ...(tasks > 0 ? when('cancel', () => node('cancel', 1, { task: upTo(tasks) }), 5) : []),
        ...(tasks > 0 ? when('join', () => node('join', 1, { task: upTo(tasks) }), nested > 0 ? 3 : 1) : []),
      ]),
    )
  }

  const main: Context = { tasks: 0, nested: 0, caught: false, returns: true, plain: false, scoped: false }
  return {
    programs: node('fibers', 0, { main: block(main) }),
    focused: focus => {
      const { alternatives } = statement(main)
      const statements = choice(...alternatives.filter(({ name }) => focus.includes(name as Feature)))
      return node('fibers', 0, { main: list(statements, 1, 1) })
    },
  }
}
