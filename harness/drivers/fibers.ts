import type * as el from '../../spec/program/fibers/elaborated.ts'
import type { Body, Tasks } from '../implementation/tasks.ts'
import type { World } from '../world/world.ts'

/** How a statement ends, but for failures, which are the library's: undefined goes on. */
type Outcome = undefined | { readonly returns: number }
type Running<T> = Generator<unknown, T, unknown>

/** What a statement sees around it. */
interface Environment {
  readonly world: World
  readonly tasks: Tasks
  /** Tasks by their variables. */
  readonly spawned: ReadonlyMap<string, unknown>
  readonly caught: unknown
}

/** Runs a program with the operations of a library: every block is a body, every statement an operation. */
export async function runFibers({ main }: el.ElaboratedFibers, world: World, tasks: Tasks): Promise<unknown> {
  const environment: Environment = { world, tasks, spawned: new Map(), caught: undefined }
  try {
    const outcome = await tasks.run(() => runBlock(main.body, environment))
    return outcome?.returns
  } catch (error) {
    // How a library says so is its own business.
    throw tasks.isCancellation(error) ? new MainCancelled() : error
  }
}

class MainCancelled extends Error {
  override name = 'cancelled'
}

/** A body that says, when it has ended, how: only what is cancelled ends without having returned or failed. */
function noting(environment: Environment, block: el.Block, note: Note): Body {
  return () => runNoting(environment, block, note)
}

type Note = (how: string, ...values: unknown[]) => void

/** How a body has ended, as far as it has. */
interface End {
  is: Parameters<Note>
}

function* runNoting(environment: Environment, block: el.Block, note: Note): Running<unknown> {
  const end: End = { is: ['cancelled'] }
  return yield* environment.tasks.ensure(
    () => runToEnd(block, environment, end),
    () => tell(note, end),
  )
}

function* runToEnd(block: el.Block, environment: Environment, end: End): Running<unknown> {
  const { tasks } = environment
  const outcome = yield* tasks.attempt(
    () => runBlock(block, environment),
    error => failAgain(error, end, tasks),
  )
  end.is = outcome ? ['returns', outcome.returns] : ['returns']
  return outcome?.returns
}

function* failAgain(error: unknown, end: End, tasks: Tasks): Running<never> {
  end.is = ['throws', error]
  return yield* tasks.fail(error)
}

function* tell(note: Note, { is }: End): Running<void> {
  note(...is)
}

function* runBlock(block: el.Block, environment: Environment): Running<Outcome> {
  for (const node of block) {
    const outcome = yield* runStatement(node, environment)
    if (outcome) return outcome
  }
  return undefined
}

function* runStatement(node: el.Statement, environment: Environment): Running<Outcome> {
  const { world, tasks, spawned } = environment
  const inside = (block: el.Block): Body<Outcome> => {
    return () => runBlock(block, environment)
  }
  switch (node.kind) {
    case 'event':
      world.log(node.text)
      return undefined
    case 'checkpoint':
      yield* tasks.wait(() => world.checkpoint(node.checkpoint))
      return undefined
    case 'raise':
      return yield* tasks.fail(node.error === null ? environment.caught : world.error(node.error))
    case 'return':
      return { returns: node.value }
    case 'attempt':
      return yield* tasks.attempt(inside(node.block), caught => {
        world.log(node.caught, caught)
        return runBlock(node.handler, { ...environment, caught })
      })
    case 'ensure':
      return yield* tasks.ensure(inside(node.block), inside(node.finalizer))
    case 'hold':
      return yield* tasks.hold(
        stepOf(node.name, node.enter, ['enter', 'entered'], environment),
        inside(node.body),
        stepOf(node.name, node.exit, ['exit', 'exited'], environment),
      )
    case 'spawn': {
      const task = yield* tasks.spawn(taskOf(node.routine, environment))
      return yield* runBlock(node.body, { ...environment, spawned: new Map([...spawned, [node.task, task]]) })
    }
    case 'cancel':
      yield* tasks.cancel(spawned.get(node.task))
      world.log(node.text)
      return undefined
    case 'join':
      world.log(node.text, yield* tasks.join(spawned.get(node.task)))
      return undefined
    case 'all':
      world.log(
        node.text,
        yield* tasks.all?.(node.branches.map(branch => taskOf(branch, environment))) ?? lacking('all'),
      )
      return undefined
    case 'timeout':
      return yield* tasks.timeout?.(node.seconds, inside(node.body)) ?? lacking('timeout')
    case 'shield':
      return yield* tasks.shield?.(inside(node.body)) ?? lacking('shield')
    case 'sleep':
      yield* tasks.sleep?.(node.seconds) ?? lacking('sleep')
      return undefined
  }
}

/** A task's body, which records how it has ended. */
function taskOf({ actor, body }: el.Routine, environment: Environment): Body {
  return noting(environment, body, (how, ...values) => environment.world.log(`${actor} ${how}`, ...values))
}

/** What acquires or releases a resource, and records its beginning and its end. */
function stepOf(name: string, step: el.Step, words: readonly [string, string], { world, tasks }: Environment): Body {
  return () => runStep(name, step, words, world, tasks)
}

function* runStep(
  name: string,
  step: el.Step,
  words: readonly [string, string],
  world: World,
  tasks: Tasks,
): Running<void> {
  world.log(`${name} ${words[0]}`)
  for (const checkpoint of step.checkpoints) yield* tasks.wait(() => world.checkpoint(checkpoint))
  if (step.error !== null) yield* tasks.fail(world.error(step.error))
  world.log(`${name} ${words[1]}`)
}

function lacking(operation: string): never {
  throw new RangeError(`The library has no ${operation}, so no program may use it: it is left out by its weight.`)
}
