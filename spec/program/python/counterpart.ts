import type * as es from '../ast.ts'
import type * as py from './ast.ts'

/**
 * The program in ECMAScript that a programmer would write for one in Python: `async with` becomes a block with `await
 * using`, `async for` becomes `for await` (under `aclosing` or not), requests are called by their other names. Null where
 * ECMAScript has nothing that answers: managers that are functions, an exit that raises what it was given, `else`.
 */
export function counterpart(program: es.Program): es.Program | null {
  try {
    return { kind: 'program', main: block(program.main, 0) }
  } catch (thrown) {
    if (thrown === nothing) return null
    throw thrown
  }
}

/** Thrown where there is none: a program has many places at which that may be. */
const nothing = Symbol('no counterpart')

/** `labels`: labelled blocks between here and the innermost loop, which jumps have to pass. */
function block(statements: es.Block, labels: number): es.Block {
  return statements.map(one => statement(one, labels))
}

function statement(node: es.Statement, labels: number): es.Statement {
  switch (node.kind) {
    case 'event':
    case 'checkpoint':
    case 'raise':
    case 'return':
    case 'close':
      return node
    case 'break':
    case 'continue':
      return { kind: node.kind, levels: node.levels + labels }
    case 'try':
    case 'except':
      return {
        kind: 'try',
        block: block(node.block, labels),
        handler: node.handler && block(node.handler, labels),
        finalizer: node.finalizer && block(node.finalizer, labels),
      }
    case 'repeat':
      return { ...node, body: block(node.body, 0) }
    case 'async-with':
      return asyncWith(node, labels)
    case 'yield':
      return node
    case 'open':
      return { ...node, generator: block(node.generator, 0), body: block(node.body, labels) }
    case 'ask':
      return node.records ? none() : { kind: 'request', generator: node.generator, calls: [call(node.call)] }
    case 'async-for':
      return node.otherwise ? none() : { kind: 'for-await', source: source(node.source), body: block(node.body, 0) }
    case 'concurrently':
      return { ...node, branches: node.branches.map(branch => block(branch, 0)) }
    case 'stack':
    case 'move':
      return { ...node, body: block(node.body, labels) }
    case 'enlist':
      return { kind: 'register', stack: node.stack, entry: entry(node.entry) }
    default:
      return none()
  }
}

/** What the body is given is recorded: here, that it runs. */
function asyncWith({ managers, body }: py.AsyncWith, labels: number): es.Labelled {
  const declare: es.Declare = {
    kind: 'declare',
    declaration: 'await using',
    shadow: false,
    resources: managers.map(resource),
  }
  return { kind: 'labelled', body: [declare, { kind: 'event' }, ...block(body, labels + 1)] }
}

function resource(manager: py.PythonManager): es.Resource {
  if (manager.kind === 'not a manager') return { kind: 'refused', value: 'no method' }
  if (manager.kind === 'function' || manager.lookup !== 'type') return none()
  const { checkpoints, outcome } = manager.enter
  if (outcome === 'not awaitable') return none()
  const enter = { checkpoints, outcome }
  return { kind: 'disposable', enter, carrier: 'object', methods: 'async', exit: exit(manager.exit) }
}

function exit({ checkpoints, outcome }: py.PythonExit): es.Exit {
  if (outcome !== 'ends' && outcome !== 'fails' && outcome !== 'truthy') return none()
  return { checkpoints, outcome }
}

function call(node: py.AskCall): es.Call {
  switch (node.kind) {
    case 'anext':
      return { kind: 'next', value: 'none' }
    case 'asend':
      return { kind: 'next', value: node.value }
    case 'athrow':
      return node.error === 'error' ? { kind: 'throw' } : none()
    case 'aclose':
      return { kind: 'return', value: 'none' }
  }
}

function source(node: py.PythonSource): es.Source {
  switch (node.kind) {
    case 'generator':
      return { kind: 'generator', body: block(node.body, 0) }
    case 'shared':
      return node
    case 'iterator':
      return {
        kind: 'iterator',
        steps: node.steps.map(step => (step === 'fails' ? 'rejects' : step)),
        close: node.close === 'fails' ? 'rejects' : node.close,
      }
  }
}

function entry(node: py.PythonEntry): es.StackEntry {
  switch (node.kind) {
    case 'enter':
      return { kind: 'use', resource: resource(node.manager) }
    case 'callback':
      return { kind: 'defer', exit: exit(node.exit) }
    case 'reentrant':
      return { kind: 'reentrant', exit: { checkpoints: 0, outcome: 'ends' } }
    case 'push':
      return none()
  }
}

function none(): never {
  throw nothing
}
