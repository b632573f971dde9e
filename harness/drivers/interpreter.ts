import type * as el from '../../spec/program/elaborated.ts'
import { type Elaborated, inStatements } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import type { Implementation } from '../implementation/implementation.ts'
import type { World } from '../world/world.ts'
import { runWith } from './bracket.ts'
import { runDisposableStack } from './disposable-stack.ts'
import { runExitStack } from './exit-stack.ts'

/**
 * How a statement ends, but for errors, which are thrown: undefined goes on. Programs of library subjects are not
 * printed and compiled but interpreted, with the library's own functions where they hold resources.
 */
export type Outcome =
  | undefined
  | { readonly returns: unknown }
  | { readonly jump: 'break' | 'continue'; readonly label: el.Label | null }

/** What a statement sees around it. */
export interface Environment {
  readonly world: World
  readonly implementation: Implementation
  readonly subject: SubjectKind
  readonly caught: unknown
  /** Open stacks by name. */
  readonly stacks: ReadonlyMap<string, unknown>
}

/** Runs a program's main task. */
export async function interpret(
  program: Elaborated,
  world: World,
  implementation: Implementation,
  subject: SubjectKind,
): Promise<unknown> {
  const environment: Environment = { world, implementation, subject, caught: undefined, stacks: new Map() }
  const outcome = await runBlock(inStatements(program).main.body, environment)
  return outcome && 'returns' in outcome ? outcome.returns : undefined
}

export async function runBlock(block: el.Block, environment: Environment): Promise<Outcome> {
  for (const node of block) {
    const outcome = await runStatement(node, environment)
    if (outcome) return outcome
  }
  return undefined
}

/** Answers a promise only where something is awaited: most statements are over at once. */
function runStatement(node: el.Statement, environment: Environment): Outcome | Promise<Outcome> {
  const { world } = environment
  switch (node.kind) {
    case 'event':
      world.log(node.text)
      return undefined
    case 'checkpoint':
      return world.checkpoint(node.checkpoint).then(() => undefined)
    case 'raise':
      throw node.error === null ? environment.caught : world.error(node.error)
    case 'return':
      return { returns: operandOf(node.value, world) }
    case 'jump':
      return { jump: node.jump, label: node.label }
    case 'try':
      return runTry(node, environment)
    case 'labelled':
      return runLabelled(node, environment)
    case 'repeat':
      return runRepeat(node, environment)
    case 'with':
      return runWith(node, environment)
    case 'stack':
    case 'register':
    case 'move':
    case 'close':
      return environment.subject === 'exitStack'
        ? runExitStack(node, environment)
        : runDisposableStack(node, environment)
    default:
      throw new RangeError(`A library's program has no ${node.kind}.`)
  }
}

function operandOf(value: el.Value, world: World): unknown {
  switch (value.kind) {
    case 'none':
      return undefined
    case 'plain':
      return value.number
    default:
      throw new RangeError(`A library's program returns no ${value.kind} value (${world.trace.length} events so far).`)
  }
}

async function runTry(node: el.Try, environment: Environment): Promise<Outcome> {
  const { world } = environment
  let outcome: Outcome
  try {
    try {
      outcome = await runBlock(node.block, environment)
    } catch (caught) {
      if (!node.handler) throw caught
      world.log(node.caught as string, caught)
      outcome = await runBlock(node.handler, { ...environment, caught })
    }
  } catch (thrown) {
    if (!node.finalizer) throw thrown
    const last = await runBlock(node.finalizer, environment)
    if (last) return last
    throw thrown
  }
  return (node.finalizer && (await runBlock(node.finalizer, environment))) || outcome
}

async function runLabelled(node: el.Statement & { kind: 'labelled' }, environment: Environment): Promise<Outcome> {
  const outcome = await runBlock(node.body, environment)
  return outcome && 'jump' in outcome && outcome.label === node.label ? undefined : outcome
}

async function runRepeat(node: el.Repeat, environment: Environment): Promise<Outcome> {
  for (let i = 0; i < node.times; i++) {
    const outcome = await runBlock(node.body, environment)
    if (!outcome) continue
    const here = 'jump' in outcome && (outcome.label === null || outcome.label === node.label)
    if (!here) return outcome
    if (outcome.jump === 'break') return undefined
  }
  return undefined
}
