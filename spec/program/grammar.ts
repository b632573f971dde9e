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
} from '../grammar/expression.ts'
import type { ProgramGrammar } from './program.ts'

/** The productions that can be switched on and off: a profile is a set of these, a swarm a subset of a profile. */
export const features = [
  'event',
  'checkpoint',
  'raise',
  'raise-again',
  'return',
  'break',
  'continue',
  'labelled',
  'catch',
  'finally',
  'using',
  'await-using',
  'several',
  'shadow',
  'nullish',
  'refused',
  'carriers',
  'methods',
  'enter',
  'exit-waits',
  'exit-fails',
  'exit-again',
  'exit-truthy',
  'exit-returns',
  'with',
  'repeat',
  'repeat-head',
  'for-of',
  'for-await-of',
  'loop-generator',
  'loop-shared',
  'loop-iterator',
  'loop-sync',
  'iterator-faults',
  'from-async',
  'yield',
  'yield-promise',
  'yield-records',
  'delegate',
  'open',
  'request',
  'request-throw',
  'request-return',
  'burst',
  'concurrently',
  'return-promise',
  'stack',
  'stack-loose',
  'stack-use',
  'stack-adopt',
  'stack-defer',
  'stack-move',
  'stack-close',
  'stack-bad',
  'stack-reentrant',
  'stack-enter',
  'stack-push',
  'stack-callback',
  // Of programs in Python.
  'raise-stop',
  'raise-caught',
  'raise-from',
  'catch-everything',
  'async-with',
  'function-manager',
  'manager-faults',
  'exit-bare',
  'ask',
  'ask-send',
  'ask-throw',
  'ask-close',
  'aclosing',
  'loop-else',
  'collect',
  'comprehension',
  // Of programs in Python that run on asyncio.
  'catch-cancelled',
  'spawn',
  'cancel',
  'cancel-self',
  'join',
  'shield',
  'gather',
  'group',
  'timeout',
  'sleep',
  // Of programs that fetch.
  'fetch',
  'fetch-waits',
  'fetch-refused',
  'fetch-fails',
  'fetch-never',
  'fetch-redirects',
  'fetch-breaks',
  'fetch-json',
  'fetch-slow',
  'fetch-idle',
  'fetch-break',
  'fetch-throw',
  'fetch-aborted',
  'fetch-aborts',
  // Of programs that hold responses.
  'hold-reads',
  'hold-piece',
  'hold-release-fails',
  'hold-closing-waits',
  // Of pipelines.
  'map',
  'filter',
  'take',
  'drop',
  'flat-map',
  'concat',
  'merge',
  'zip',
  'parallel-map',
  'chunk',
  'buffer',
  'source-waits',
  'source-fails',
  'return-absent',
  'return-waits',
  'return-fails',
  'callback-waits',
  'callback-fails',
  'idle',
  'body-waits',
  'leave',
  'asks',
  'ask-return',
  'in-flight',
  // Of programs for libraries with structured concurrency.
  'hold',
  'all',
] as const
export type Feature = (typeof features)[number]

/** Relative weights of features when programs are drawn; what is absent does not occur at all. */
export type Weights = Readonly<Partial<Record<Feature, number>>>

/** Statements that nothing behind them in their block is reached from. */
export const ending: ReadonlySet<Feature> = new Set([
  'raise',
  'raise-again',
  'raise-stop',
  'raise-caught',
  'raise-from',
  'return',
  'break',
  'continue',
])

/** What the place of a statement allows. */
interface Context {
  readonly routine: 'task' | 'generator'
  /** Jump targets, innermost first: `l` a loop, `b` a labelled block. */
  readonly targets: string
  readonly stacks: number
  readonly generators: number
  /** Within a handler: the caught error can be raised again. */
  readonly caught: boolean
  /** Within a task that runs beside others. */
  readonly concurrent: boolean
}

/** The grammar of the statement programs that use these features. */
export function statementGrammar(weights: Weights): ProgramGrammar {
  const has = (feature: Feature): boolean => (weights[feature] ?? 0) > 0
  /** `times` raises the weight where a feature matters more. */
  const when = (feature: Feature, expression: () => Expression, times = 1): Alternative[] =>
    has(feature) ? [alternative(feature, (weights[feature] ?? 0) * times, expression(), ending.has(feature))] : []

  const statementIn = references<Context>(context => statement(context))
  /** `least` is 1 where an empty block would only be a longer way to write nothing. */
  const block = (context: Context, least: 0 | 1 = 0): Expression => list(statementIn(context), least, 6)

  const statement = (context: Context): Choice => {
    const { targets, generators, stacks } = context
    const inside = block(context, 1)
    const loop = block({ ...context, targets: `l${targets}`.slice(0, 3) })
    const shallow = targets.length < 3
    const levels = [...targets].map((_, level) => [level, level] as const)
    const loops = levels.filter(([level]) => targets[level] === 'l')
    // A generator that passes on what it iterates is what most of them are for.
    const passesOn = context.routine === 'generator' ? 3 : 1
    return choice(
      ...when('event', () => node('event', 1)),
      ...when('checkpoint', () => node('checkpoint', 1)),
      ...when('raise', () => node('raise', 1, { again: literal(false) })),
      ...(context.caught ? when('raise-again', () => node('raise', 1, { again: literal(true) })) : []),
      ...when('return', () => node('return', 1, { value: returned })),
      ...(levels.length ? when('break', () => node('break', 1, { levels: literal(...levels) })) : []),
      ...(loops.length ? when('continue', () => node('continue', 1, { levels: literal(...loops) })) : []),
      ...(shallow
        ? when('labelled', () => node('labelled', 1, { body: block({ ...context, targets: `b${targets}` }, 1) }))
        : []),
      ...when('catch', () =>
        node('try', 1, { block: inside, handler: block({ ...context, caught: true }), finalizer: literal(null) }),
      ),
      ...when(
        'finally',
        () =>
          node('try', 1, {
            block: inside,
            handler: choice(
              alternative('always', 3, literal(null)),
              ...when('catch', () => block({ ...context, caught: true })),
            ),
            finalizer: inside,
          }),
        context.routine === 'generator' ? 3 : 1,
      ),
      ...when('await-using', () => declaration('await using')),
      ...when('using', () => declaration('using')),
      ...when('with', () =>
        node('with', 1, {
          managers: list(manager, 1, has('several') ? 3 : 1),
          body: block({ ...context, targets: '' }),
        }),
      ),
      ...(shallow
        ? [
            ...when('repeat', () =>
              node('repeat', 2, {
                times: literal([1, 0], [2, 1]),
                head: has('repeat-head') ? choice(alternative('always', 3, literal(null)), ...heads()) : literal(null),
                body: loop,
              }),
            ),
            ...when('for-of', () => node('for-of', 2, { await: awaits, ...forOf('using'), body: loop })),
            ...when('for-of', () => node('for-of', 2, { await: awaits, ...forOf('await using'), body: loop })),
            ...sources(context, (feature, source) =>
              when(feature, () => node('for-await', 2, { source, body: loop }), passesOn),
            ),
          ]
        : []),
      ...sources(context, (_, source) => when('from-async', () => node('from-async', 2, { source }))),
      ...(context.routine === 'generator'
        ? [
            ...when(
              'yield',
              () =>
                node('yield', 1, {
                  value: yielded,
                  records: has('yield-records') ? literal(false, [true, 1]) : literal(false),
                }),
              loops.length > 0 ? passesOn : 1,
            ),
            ...sources(context, (_, source) => when('delegate', () => node('delegate', 2, { source }))),
          ]
        : []),
      // Requests are made where a generator is open, by tasks rather than by generators.
      ...(generators < 2
        ? when(
            'open',
            () => {
              const within = { ...context, generators: generators + 1 }
              return node('open', 1, { generator: block(inGenerator(within), 1), body: block(within, 1) })
            },
            generators === 0 && context.routine === 'task' ? 6 : 1,
          )
        : []),
      ...(generators > 0
        ? [
            ...when(
              'request',
              () =>
                node('request', 0, {
                  generator: upTo(generators),
                  calls: list(choice(...calls), 1, has('burst') ? 3 : 1),
                }),
              context.routine === 'task' ? 12 : 1,
            ),
          ]
        : []),
      ...(context.concurrent
        ? []
        : when('concurrently', () => {
            const branch = block({ ...context, routine: 'task', targets: '', caught: false, concurrent: true }, 1)
            return node('concurrently', 2, { branches: list(branch, 2, 2) })
          })),
      ...(stacks < 2 ? stackBlocks(context) : []),
      ...(stacks > 0 ? stackOperations(context) : []),
    )
  }

  const inGenerator = (context: Context): Context => ({ ...context, routine: 'generator', targets: '', caught: false })
  const upTo = (count: number): Expression => literal(...Array.from({ length: count }, (_, i) => [i, i] as const))

  const heads = (): Alternative[] =>
    has('repeat-head')
      ? [alternative('repeat-head', 1, declaration('await using')), ...when('using', () => declaration('using'))]
      : []

  const awaits = has('for-await-of') ? literal(false, [true, 1]) : literal(false)

  // Resources
  const enter = has('enter')
    ? record(0, { checkpoints: literal(0, [1, 1]), outcome: literal('entered', ['fails', 1]) })
    : record(0, { checkpoints: literal(0), outcome: literal('entered') })
  const immediately = record(0, { checkpoints: literal(0), outcome: literal('entered') })
  const waits = has('exit-waits') ? literal(0, [1, 1], [2, 2]) : literal(0)
  const fails = has('exit-fails') ? ([['fails', 1]] as const) : []
  const returns = has('exit-returns')
    ? ([
        ['rejected', 2],
        ['thenable', 2],
        ['pending', 2],
      ] as const)
    : []
  const truthy = has('exit-truthy') ? ([['truthy', 1]] as const) : []
  const again = has('exit-again') ? ([['again', 1]] as const) : []
  const syncExit = record(0, { checkpoints: literal(0), outcome: literal('ends', ...fails, ...returns) })
  const asyncExit = choice(
    alternative('always', 4, record(0, { checkpoints: waits, outcome: literal('ends', ...fails) })),
    ...(returns.length
      ? when('exit-returns', () => record(0, { checkpoints: literal(0), outcome: literal(...returns, ['truthy', 2]) }))
      : []),
  )
  const managerExit = record(0, { checkpoints: waits, outcome: literal('ends', ...fails, ...truthy, ...again) })
  const callbackExit = record(0, { checkpoints: waits, outcome: literal('ends', ...fails, ...truthy) })
  const manager = node('manager', 1, { enter, exit: managerExit })
  const carrier = has('carriers')
    ? literal('object', ['function', 2], ['instance', 2], ['frozen', 2], ['getter', 2])
    : literal('object')

  const disposables = (declares: 'using' | 'await using', acquire: Expression): Alternative[] => {
    const methods = (names: Expression, exit: Expression): Expression =>
      node('disposable', 1, { enter: acquire, carrier, methods: names, exit })
    if (declares === 'using') {
      const names = has('methods') ? literal('sync', ['both', 1], ['async', 2]) : literal('sync')
      return [alternative('always', 4, methods(names, syncExit))]
    }
    return [
      alternative('always', 4, methods(has('methods') ? literal('async', ['both', 1]) : literal('async'), asyncExit)),
      ...when('methods', () => methods(literal(['sync', 1], ['null-async', 2]), syncExit)),
    ]
  }
  const resource = (declares: 'using' | 'await using', acquire: Expression): Expression =>
    choice(
      ...disposables(declares, acquire),
      ...when('nullish', () => node('nullish', 1, { value: literal('null', 'undefined') })),
      ...when('refused', () =>
        node('refused', 1, { value: literal('no method', ['not callable', 1], ['primitive', 1]) }),
      ),
    )
  const declaration = (declares: 'using' | 'await using'): Expression =>
    node('declare', 0, {
      declaration: literal(declares),
      shadow: has('shadow') ? literal(false, [true, 2]) : literal(false),
      resources: list(resource(declares, enter), 1, has('several') ? 3 : 1),
    })
  const forOf = (declares: 'using' | 'await using') => ({
    declaration: literal(declares),
    resources: list(resource(declares, immediately), 1, 2),
  })

  // Iteration
  const iteratorClose = has('iterator-faults')
    ? literal('answers', ['absent', 1], ['null', 2], ['later', 1], ['rejects', 1], ['throws', 2], ['not an object', 2])
    : literal('answers', ['absent', 1], ['later', 1])
  const steps = has('iterator-faults')
    ? literal(['value', 1], ['later', 2], ['rejects', 1], ['throws', 2], ['not an object', 2])
    : literal(['value', 1], ['later', 2])
  const syncSteps = has('iterator-faults')
    ? literal(['value', 1], ['fulfilled', 1], ['pending', 2], ['rejected', 1], ['throws', 2])
    : literal(['value', 1], ['fulfilled', 1], ['pending', 2])
  const syncClose = has('iterator-faults')
    ? literal('answers', ['absent', 1], ['throws', 1], ['not an object', 2])
    : literal('answers')
  const sources = (context: Context, make: (feature: Feature, source: Expression) => Alternative[]): Alternative[] => [
    ...(has('loop-generator')
      ? make('loop-generator', node('generator', 0, { body: block(inGenerator(context)) }))
      : []),
    ...(has('loop-shared') && context.generators > 0
      ? make('loop-shared', node('shared', 0, { generator: upTo(context.generators) }))
      : []),
    ...(has('loop-iterator')
      ? make('loop-iterator', node('iterator', 0, { steps: list(steps, 0, 3), close: iteratorClose }))
      : []),
    ...(has('loop-sync') ? make('loop-sync', node('sync', 0, { steps: list(syncSteps, 0, 3), close: syncClose })) : []),
  ]

  // Values and requests
  const returned = has('return-promise')
    ? literal('none', ['plain', 0], ['fulfilled', 1], ['rejected', 1], ['pending', 1], ['thenable', 2])
    : literal('none', 'plain')
  const yielded = has('yield-promise')
    ? literal('plain', ['fulfilled', 1], ['rejected', 1], ['pending', 1], ['thenable', 2])
    : literal('plain')
  const calls: Alternative[] = [
    alternative('always', 9, node('next', 1, { value: literal('none', ['plain', 1]) })),
    ...when('request-return', () => node('return', 1, { value: returned })),
    ...when('request-throw', () => node('throw', 1)),
  ]

  // Exit stacks
  const stackBlocks = (context: Context): Alternative[] => {
    const within = block({ ...context, stacks: context.stacks + 1 })
    return [
      ...when('stack', () => node('stack', 1, { hold: literal('held'), body: within })),
      ...when('stack-loose', () => node('stack', 1, { hold: literal('loose'), body: within })),
    ]
  }
  const stackOperations = (context: Context): Alternative[] => {
    const stack = upTo(context.stacks)
    // What holds a resource or a manager of its own pays for that already. Registering comes more often than the rest:
    // a stack says little before it holds two things.
    const register = (feature: Feature, entry: () => Expression, cost = 1): Alternative[] =>
      when(feature, () => node('register', cost, { stack, entry: entry() }), 3)
    return [
      ...register('stack-defer', () => node('defer', 0, { exit: asyncExit })),
      ...register('stack-use', () => node('use', 0, { resource: resource('await using', enter) }), 0),
      ...register('stack-adopt', () => node('adopt', 0, { exit: asyncExit })),
      ...register('stack-enter', () => node('enter', 0, { manager }), 0),
      ...register('stack-push', () => node('push', 0, { manager }), 0),
      ...register('stack-callback', () => node('callback', 0, { exit: callbackExit })),
      ...register('stack-reentrant', () =>
        node('reentrant', 2, { exit: record(0, { checkpoints: literal(0), outcome: literal('ends') }) }),
      ),
      ...when('stack-close', () =>
        node('close', 1, { stack, receiver: has('stack-bad') ? literal('stack', ['bad', 1]) : literal('stack') }),
      ),
      ...(context.stacks < 2
        ? when('stack-move', () => node('move', 1, { stack, body: block({ ...context, stacks: context.stacks + 1 }) }))
        : []),
    ]
  }

  const main: Context = { routine: 'task', targets: '', stacks: 0, generators: 0, caught: false, concurrent: false }
  return {
    programs: node('program', 0, { main: block(main) }),
    focused: focus => {
      const { alternatives } = statement(main)
      const statements = choice(...alternatives.filter(({ name }) => focus.includes(name as Feature)))
      return node('program', 0, { main: list(statements, 1, 1) })
    },
  }
}
