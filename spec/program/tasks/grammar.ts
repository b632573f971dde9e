import { type Alternative, type Expression, list, literal, node } from '../../grammar/expression.ts'
import type { Feature } from '../grammar.ts'

/** What is at hand at a place. */
export interface TaskContext {
  readonly routine: 'task' | 'generator' | 'manager'
  readonly tasks: number
  /** A group can be given tasks: the innermost one. */
  readonly grouped: boolean
  /** How many tasks there are around, up to 2. */
  readonly nested: number
  /** Within a timeout or a group of this function. */
  readonly scoped: boolean
}

/** What the grammar that these statements are part of has to offer. */
interface Surroundings<Context> {
  readonly when: (feature: Feature, expression: () => Expression, times?: number) => Alternative[]
  readonly block: (context: Context, least?: 0 | 1) => Expression
  readonly inTask: (context: Context) => Context
}

const deepest = 2
const mostTasks = 2

/** The statements about tasks that may stand at a place. */
export function taskStatements<Context extends TaskContext>(
  context: Context,
  { when, block, inTask }: Surroundings<Context>,
): Alternative[] {
  const { tasks, grouped, nested, routine } = context
  const upTo = (count: number): Expression => literal(...Array.from({ length: count }, (_, i) => [i, i] as const))
  const task = () => block(inTask({ ...context, nested: nested + 1 }), 1)
  const holding = () => block({ ...context, tasks: Math.min(tasks + 1, mostTasks) })
  // A task can be cancelled anyway.
  const within = { ...context, scoped: nested === 0 || routine === 'generator' }
  const shallow = nested < deepest
  // Whoever waits for another task says most when it can be cancelled itself.
  const inside = nested > 0 ? 6 : 1
  // A scope that a generator holds while it is suspended.
  const holds = routine === 'generator' ? 4 : 1
  return [
    ...(shallow && tasks < mostTasks
      ? when('spawn', () =>
          node('spawn', 1, { group: literal(null), interrupted: literal(false, true), task: task(), body: holding() }),
        )
      : []),
    ...(shallow && grouped
      ? when(
          'group',
          () => node('spawn', 1, { group: literal(0), interrupted: literal(false), task: task(), body: holding() }),
          4,
        )
      : []),
    ...(tasks > 0 ? when('cancel', () => node('cancel', 1, { task: upTo(tasks) }), 5) : []),
    ...when('cancel-self', () => node('cancel', 1, { task: literal(null) })),
    ...(tasks > 0 ? when('join', () => node('join', 1, { task: upTo(tasks), shield: literal(false) }), inside) : []),
    ...(tasks > 0 ? when('shield', () => node('join', 1, { task: upTo(tasks), shield: literal(true) }), inside) : []),
    ...(shallow
      ? when('gather', () => node('gather', 1, { branches: list(task(), 1, 3), exceptions: literal(false, [true, 1]) }))
      : []),
    ...when('group', () => node('group', 1, { body: block({ ...within, grouped: true }, 1) }), holds),
    ...when(
      'timeout',
      () => node('timeout', 1, { seconds: literal(1, [0, 1], [2, 1]), body: block(within, 1) }),
      holds,
    ),
    ...when('sleep', () => node('sleep', 1, { seconds: literal(1, [0, 1], [2, 1]) })),
  ]
}
