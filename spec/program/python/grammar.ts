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
  tuple,
} from '../../grammar/expression.ts'
import { ending, type Feature, type Weights } from '../grammar.ts'
import type { ProgramGrammar } from '../program.ts'
import { type TaskContext, taskStatements } from '../tasks/grammar.ts'
import { leftAtYield } from './left-at-yield.ts'

/** What the place of a statement allows. */
interface Context extends TaskContext {
  /** `manager`: the body of a function under `@asynccontextmanager`. */
  readonly routine: 'task' | 'generator' | 'manager'
  /** Within a loop. Jumps reach the innermost one only. */
  readonly loops: number
  readonly stacks: number
  readonly generators: number
  /** How many handlers of the function are around, up to 2: what they caught can be raised again. */
  readonly caught: number
  /** Within a task that runs beside others. */
  readonly concurrent: boolean
  /** An error may be being handled, which keeps what its traceback refers to alive: no place to look for garbage. */
  readonly handling: boolean
}

/** The grammar of the programs in Python that use these features. */
export function pythonGrammar(weights: Weights): ProgramGrammar {
  // Contexts are told apart by what the features in use can tell of them: there are many.
  const shallow = weights.spawn ? 1 : 3
  const mostGenerators = weights.spawn ? 1 : 2
  const mostCaught = weights['raise-caught'] ? 2 : 1
  const tellsHandling = Boolean(weights.collect)
  const has = (feature: Feature): boolean => (weights[feature] ?? 0) > 0
  const when = (feature: Feature, expression: () => Expression, times = 1): Alternative[] =>
    has(feature) ? [alternative(feature, (weights[feature] ?? 0) * times, expression(), ending.has(feature))] : []
  const optional = (feature: Feature, ...others: readonly (readonly [string, number])[]) => (has(feature) ? others : [])

  const statementIn = references<Context>(context => statement(context))
  const block = (context: Context, least: 0 | 1 = 0): Expression => list(statementIn(context), least, 6)

  const statement = (context: Context): Choice => {
    const { loops, generators, stacks, routine, caught, nested, scoped, tasks } = context
    // A cancellation says something where a task holds something, and waits; it comes from one that has waited itself.
    const cancellable = nested > 0 || scoped
    const held = cancellable ? 5 : 1
    const inside = block(context, 1)
    const handler = block({ ...context, caught: Math.min(caught + 1, mostCaught), handling: tellsHandling })
    const finalizer = block({ ...context, handling: tellsHandling }, 1)
    const loop = block({ ...context, loops: loops + 1 })
    return choice(
      ...when('event', () => node('event', 1)),
      ...when('checkpoint', () => node('checkpoint', 1), cancellable || tasks > 0 ? 4 : 1),
      ...when('raise', () => node('raise', 1, { again: literal(false) }), caught ? 3 : 1),
      ...(caught
        ? [
            ...when('raise-again', () => node('raise', 1, { again: literal(true) }), 4),
            ...when(
              'raise-caught',
              () => node('raise-caught', 1, { levels: caught > 1 ? literal(1, 0) : literal(0) }),
              caught > 1 ? 30 : 6,
            ),
            ...when('raise-from', () => node('raise-from', 1), 4),
          ]
        : []),
      ...when('raise-stop', () =>
        node('raise-stop', 1, { name: literal(['StopAsyncIteration', 1], ['StopIteration', 1]) }),
      ),
      ...when('return', () =>
        node('return', 1, { value: routine === 'task' ? literal('none', 'plain') : literal('none') }),
      ),
      ...(loops ? when('break', () => node('break', 1, { levels: literal(0) }), 3) : []),
      ...(loops ? when('continue', () => node('continue', 1, { levels: literal(0) })) : []),
      ...when(
        'catch',
        () =>
          node('except', 1, {
            block: inside,
            catches,
            handler,
            finalizer: choice(alternative('always', 5, literal(null)), ...when('finally', () => finalizer)),
          }),
        // What is raised again while something else is being handled is where contexts are tried.
        caught === 1 && has('raise-caught') ? 8 : 1,
      ),
      ...when(
        'finally',
        () => node('try', 1, { block: inside, handler: literal(null), finalizer }),
        routine === 'task' ? 1 : 3,
      ),
      ...when(
        'async-with',
        () =>
          node('async-with', 1, {
            managers: list(manager(context), 1, has('several') ? 3 : 1),
            body: block(context, cancellable ? 1 : 0),
          }),
        held,
      ),
      ...(loops < shallow
        ? when('repeat', () => node('repeat', 2, { times: literal([1, 0], [2, 1]), head: literal(null), body: loop }))
        : []),
      ...(loops < shallow ? asyncFors(context, loop) : []),
      ...(has('comprehension')
        ? sources(context).flatMap(([, source]) => when('comprehension', () => node('comprehension', 2, { source })))
        : []),
      ...(routine === 'task'
        ? []
        : when(
            'yield',
            () =>
              node('yield', 1, {
                value: literal('plain'),
                records: has('yield-records') ? literal(false, [true, 1]) : literal(false),
              }),
            // A generator that yields while it iterates another one is where closing is tried.
            routine === 'manager' || loops > 0 ? 4 : scoped ? 8 : 2,
          )),
      ...(generators < mostGenerators && routine !== 'manager'
        ? when(
            'open',
            () => {
              const within = { ...context, generators: generators + 1 }
              return node('open', 1, { generator: block(inRoutine(within, 'generator'), 1), body: block(within, 1) })
            },
            generators === 0 && routine === 'task' ? 6 : 1,
          )
        : []),
      ...(generators > 0
        ? when(
            'ask',
            () =>
              node('ask', 1, {
                generator: upTo(generators),
                call: choice(...calls),
                records: literal(true, false),
              }),
            routine === 'task' ? 12 : 1,
          )
        : []),
      ...(context.concurrent
        ? []
        : when('concurrently', () => {
            const branch = block({ ...inRoutine(context, 'task'), concurrent: true }, 1)
            return node('concurrently', 2, { branches: list(branch, 2, 2) })
          })),
      ...(routine === 'task' && !context.concurrent && !context.handling
        ? when('collect', () => node('collect', 1), loops ? 1 : 5)
        : []),
      ...(stacks < 2 ? stackBlocks(context) : []),
      ...(stacks > 0 ? stackOperations(context) : []),
      ...taskStatements(context, { when, block, inTask }),
    )
  }

  const catches = literal(
    'Exception',
    ...optional('catch-everything', ['BaseException', 1]),
    ...optional('catch-cancelled', ['CancelledError', 0]),
  )
  const inRoutine = (context: Context, routine: Context['routine']): Context => ({
    ...context,
    routine,
    loops: 0,
    caught: 0,
    handling: false,
    scoped: false,
  })
  /** A task of its own: it shares no generator and no stack with others. */
  const inTask = (context: Context): Context => ({ ...inRoutine(context, 'task'), generators: 0, stacks: 0 })
  const upTo = (count: number): Expression => literal(...Array.from({ length: count }, (_, i) => [i, i] as const))

  // Managers
  const waits = has('exit-waits') ? literal(0, [1, 1], [2, 2]) : literal(0)
  const enter = has('enter')
    ? record(0, {
        checkpoints: literal(0, [1, 1]),
        outcome: literal('entered', ['fails', 1]),
      })
    : record(0, { checkpoints: literal(0), outcome: literal('entered') })
  const outcomes = [
    ...optional('exit-fails', ['fails', 1]),
    ...optional('exit-truthy', ['truthy', 1]),
    ...optional('exit-again', ['again', 1]),
    ...optional('exit-bare', ['bare', 1]),
    ...optional('manager-faults', ['no truth', 2]),
  ]
  /** A method that is no coroutine function waits for nothing. */
  const orNotAwaitable = (script: Expression): Expression => {
    const faulty = () => record(0, { checkpoints: literal(0), outcome: literal(['not awaitable', 2]) })
    return has('manager-faults') ? choice(alternative('always', 6, script), ...when('manager-faults', faulty)) : script
  }
  const exit = orNotAwaitable(record(0, { checkpoints: waits, outcome: literal('ends', ...outcomes) }))
  const callbackExit = orNotAwaitable(
    record(0, {
      checkpoints: waits,
      outcome: literal('ends', ...outcomes.filter(([name]) => name !== 'no truth' && name !== 'again')),
    }),
  )
  const classManager = (lookup: Expression): Expression =>
    node('class', 1, { lookup, enter: orNotAwaitable(enter), exit })
  const byType = classManager(literal('type'))
  const anywhere = has('carriers') ? classManager(literal('type', ['instance', 2], ['property', 2])) : byType
  const ignoring = has('carriers') ? classManager(literal('type', ['instance', 2])) : byType
  const functionManagers = (context: Context): Alternative[] =>
    // A function within the body of another one says little that the two side by side do not.
    context.routine === 'manager'
      ? []
      : when('function-manager', () => node('function', 0, { body: block(inRoutine(context, 'manager'), 1) }))
  const refused = (): Alternative[] =>
    when('refused', () =>
      node('not a manager', 1, { value: literal('sync', ['no exit', 1], ['no enter', 1], ['instance', 1]) }),
    )
  const manager = (context: Context): Expression =>
    choice(alternative('always', 8, anywhere), ...functionManagers(context), ...refused())
  const enlisted = (context: Context): Expression =>
    choice(alternative('always', 8, ignoring), ...functionManagers(context), ...refused())

  // Generators and loops
  const calls: Alternative[] = [
    alternative('always', 9, node('anext', 0)),
    ...when('ask-send', () => node('asend', 0, { value: literal(['plain', 0], ['none', 1]) })),
    ...when('ask-throw', () =>
      node('athrow', 0, { error: literal('error', ['StopAsyncIteration', 1], ['GeneratorExit', 1]) }),
    ),
    ...when('ask-close', () => node('aclose', 0)),
  ]
  const steps = has('iterator-faults')
    ? literal(['value', 1], ['later', 2], ['fails', 1])
    : literal(['value', 1], ['later', 2])
  const close = has('iterator-faults')
    ? literal('answers', ['later', 1], ['fails', 1])
    : literal('answers', ['later', 1])
  const aclosing = has('aclosing') ? literal(false, [true, 1]) : literal(false)
  const sources = (context: Context): (readonly [Feature, Expression])[] => [
    ...(has('loop-generator')
      ? [['loop-generator', node('generator', 0, { body: block(inRoutine(context, 'generator'), 1) })] as const]
      : []),
    ...(has('loop-shared') && context.generators > 0
      ? [['loop-shared', node('shared', 0, { generator: upTo(context.generators) })] as const]
      : []),
    ...(has('loop-iterator')
      ? [['loop-iterator', node('iterator', 0, { steps: list(steps, 0, 3), close })] as const]
      : []),
  ]
  const asyncFors = (context: Context, body: Expression): Alternative[] =>
    sources(context).flatMap(([feature, source]) => {
      const otherwise = choice(alternative('always', 6, literal(null)), ...when('loop-else', () => block(context, 1)))
      return when(feature, () => node('async-for', 1, { source, aclosing, body, otherwise }))
    })

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
    const enlist = (feature: Feature, entry: () => Expression, cost = 1): Alternative[] =>
      when(feature, () => node('enlist', cost, { stack, entry: entry() }), 3)
    return [
      ...enlist('stack-enter', () => node('enter', 0, { manager: enlisted(context) }), 0),
      ...enlist('stack-push', () => node('push', 0, { manager: ignoring }), 0),
      ...enlist('stack-callback', () => node('callback', 0, { exit: callbackExit })),
      ...enlist('stack-reentrant', () => node('reentrant', 1)),
      ...when('stack-close', () => node('close', 1, { stack, receiver: literal('stack') })),
      ...(context.stacks < 2
        ? when('stack-move', () => node('move', 1, { stack, body: block({ ...context, stacks: context.stacks + 1 }) }))
        : []),
    ]
  }

  const main: Context = {
    routine: 'task',
    loops: 0,
    stacks: 0,
    generators: 0,
    caught: 0,
    concurrent: false,
    handling: false,
    tasks: 0,
    grouped: false,
    nested: 0,
    scoped: false,
  }
  const leftEarly = (): Alternative[] => {
    if (!has('loop-iterator') || !has('yield')) return []
    const finalizer = block({ ...inRoutine(main, 'generator'), handling: true }, 1)
    return when('break', () => leftAtYield({ block: finalizer, aclosing, steps, close }))
  }
  const program = (body: Expression): Expression => node('program', 0, { language: literal('python'), main: body })
  return {
    programs: program(block(main)),
    focused: focus => {
      const { alternatives } = statement(main)
      const left = focus.includes('loop-generator') ? leftEarly() : []
      const statements = choice(...alternatives.filter(({ name }) => focus.includes(name as Feature)), ...left)
      // What was abandoned is found by a later statement.
      const few = list(statements, 1, has('collect') ? 3 : 1)
      const abandoned = left.length > 0 ? when('collect', () => tuple(choice(...left), node('collect', 1))) : []
      return program(choice(alternative('always', 12, few), ...abandoned))
    },
  }
}
