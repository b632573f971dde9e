import type * as ast from './ast.ts'
import type * as el from './elaborated.ts'
import { pythonStatement } from './python/elaborate.ts'

/**
 * Gives every place of a program its name, once, for everyone who reads programs (the model, the printer, the
 * drivers): events and recorded values are numbered through the program, so are errors (E1…), checkpoints (c1…),
 * values, scripted iterators (it1…) and stacks (stack1…); resources are letters.
 */
export function elaborateStatements(program: ast.Program): el.Elaborated {
  const scope: Scope = {
    actor: 'main',
    names: new Names(),
    targets: [],
    stacks: [],
    generators: [],
    tasks: [],
    groups: [],
    nearest: null,
  }
  const main = { actor: 'main', body: block(program.main, scope) }
  return { form: program.language ?? 'ecmascript', main }
}

/** Letters for resources, without those that read as something else (`e`, `i`, `l`, `o`). */
const letters = 'abcdfghjkmnpqrstuvwxyz'

export class Names {
  places = 0
  errors = 0
  checkpoints = 0
  values = 0
  resources = 0
  iterators = 0
  stacks = 0
  generators = 0
  tasks = 0
  groups = 0
  labels = 0
  sources = 0

  place = (actor: string): string => `${actor} ${++this.places}`
  error = (): string => `E${++this.errors}`
  checkpoint = (): string => `c${++this.checkpoints}`
  value = (): number => ++this.values
  iterator = (): string => `it${++this.iterators}`
  stack = (): string => `stack${++this.stacks}`
  resource = (): string => {
    const round = Math.floor(this.resources / letters.length)
    return `${letters[this.resources++ % letters.length]}${round || ''}`
  }
}

interface Target {
  readonly loop: boolean
  label: string | null
}

export interface Scope {
  readonly actor: string
  readonly names: Names
  readonly targets: readonly Target[]
  readonly stacks: readonly string[]
  /** Variables of the generators that are open, the innermost first. */
  readonly generators: readonly string[]
  /** Variables of the tasks and of the groups that are at hand, the innermost first. */
  readonly tasks: readonly string[]
  readonly groups: readonly string[]
  /** The variable of the nearest enclosing declaration, for shadowing. */
  readonly nearest: string | null
}

export function block(body: ast.Block, outer: Scope): el.Block {
  const declared = new Set<string>()
  let scope = outer
  return body.map(node => {
    if (node.kind !== 'declare') return statement(node, scope)
    const result = declare(node, { ...outer, nearest: declared.has(outer.nearest ?? '') ? null : outer.nearest })
    for (const { variable } of result.resources) declared.add(variable)
    scope = { ...scope, nearest: result.resources[0]?.variable ?? null }
    return result
  })
}

/** The body of a function: jumps do not cross it, everything else in scope stays so. */
export function routine(actor: string, body: ast.Block, scope: Scope): el.Routine {
  return { actor, body: block(body, { ...scope, actor, targets: [] }) }
}

function statement(node: ast.Statement, scope: Scope): el.Statement {
  const { names, actor } = scope
  switch (node.kind) {
    case 'event':
      return { kind: 'event', text: names.place(actor) }
    case 'checkpoint':
      return { kind: 'checkpoint', checkpoint: names.checkpoint() }
    case 'raise':
      return { kind: 'raise', error: node.again ? null : names.error() }
    case 'return':
      return { kind: 'return', value: value(node.value, names) }
    case 'break':
    case 'continue':
      return { kind: 'jump', jump: node.kind, label: jumpLabel(node, scope) }
    case 'labelled':
      return target(false, scope, (inner, label) => ({ kind: 'labelled', label, body: block(node.body, inner) }))
    case 'try':
      return {
        kind: 'try',
        block: block(node.block, scope),
        caught: node.handler ? `${actor} caught` : null,
        handler: node.handler && block(node.handler, scope),
        finalizer: node.finalizer && block(node.finalizer, scope),
      }
    case 'declare':
      return declare(node, scope)
    case 'with': {
      const managers = node.managers.map(m => manager(m, names))
      const given = `${names.place(actor)}:`
      const body = block(node.body, { ...scope, targets: [] })
      return { kind: 'with', managers, given, body, text: `${names.place(actor)}:` }
    }
    case 'repeat':
      return target(true, scope, (inner, label) => {
        const head = node.head && declare(node.head, scope)
        const within = head ? { ...inner, nearest: head.resources[0]?.variable ?? inner.nearest } : inner
        return { kind: 'repeat', label, times: node.times, head, body: block(node.body, within) }
      })
    case 'for-of':
      return target(true, scope, (inner, label) => {
        const resources = node.resources.map(r => resource(r, node.declaration, names))
        const { await: awaits, declaration } = node
        return { kind: 'for-of', label, await: awaits, declaration, resources, body: block(node.body, inner) }
      })
    case 'for-await':
      return target(true, scope, (inner, label) => {
        const from = source(node.source, scope)
        return { kind: 'for-await', label, source: from, text: `${names.place(actor)}:`, body: block(node.body, inner) }
      })
    case 'yield': {
      const operand = value(node.value, names)
      return { kind: 'yield', value: operand, text: node.records ? `${names.place(actor)}:` : null }
    }
    case 'delegate':
      return { kind: 'delegate', source: source(node.source, scope), text: `${names.place(actor)}:` }
    case 'from-async':
      return { kind: 'from-async', source: source(node.source, scope), text: `${names.place(actor)}:` }
    case 'open': {
      const number = ++names.generators
      const inner = { ...scope, generators: [`g${number}`, ...scope.generators] }
      const generator = routine(`gen${number}`, node.generator, inner)
      return { kind: 'open', variable: `g${number}`, generator, body: block(node.body, inner) }
    }
    case 'request': {
      const variable = generatorName(node.generator, scope)
      const calls = node.calls.map(c => ({ call: call(c, names), text: `${names.place(actor)}:` }))
      const [first, ...others] = calls
      if (first && others.length === 0) return { kind: 'request', variable, ...first }
      return { kind: 'burst', variable, calls }
    }
    case 'concurrently':
      return { kind: 'concurrently', branches: node.branches.map(b => routine(`task${++names.tasks}`, b, scope)) }
    case 'stack': {
      const stack = names.stack()
      const body = block(node.body, { ...scope, stacks: [stack, ...scope.stacks] })
      return { kind: 'stack', stack, held: node.hold === 'held', body }
    }
    case 'register': {
      const entry = stackEntry(node.entry, scope)
      return { kind: 'register', stack: stackName(node.stack, scope), entry }
    }
    case 'move': {
      const from = stackName(node.stack, scope)
      const stack = names.stack()
      const body = block(node.body, { ...scope, stacks: [stack, ...scope.stacks] })
      return { kind: 'move', from, stack, body }
    }
    case 'close': {
      const bad = node.receiver === 'bad'
      return { kind: 'close', stack: stackName(node.stack, scope), bad, text: names.place(actor) }
    }
    default:
      return pythonStatement(node, scope)
  }
}

export function target(
  loop: boolean,
  scope: Scope,
  make: (inner: Scope, label: el.Label) => el.Statement,
): el.Statement {
  const entry: Target = { loop, label: null }
  // The label is known only when the body has been read: the node keeps the entry and reads it through.
  return make({ ...scope, targets: [entry, ...scope.targets] }, entry)
}

function jumpLabel(node: ast.Jump, scope: Scope): el.Label | null {
  const entry = scope.targets[node.levels]
  if (!entry || (node.kind === 'continue' && !entry.loop)) {
    throw new RangeError(
      `A ${node.kind} over ${node.levels} levels has no target here: the program is not well-formed.`,
    )
  }
  const innermostLoop = scope.targets.find(t => t.loop)
  if (entry === innermostLoop) return null
  entry.label ??= `L${++scope.names.labels}`
  return entry
}

export function stackName(levels: number, scope: Scope): string {
  const name = scope.stacks[levels]
  if (!name) throw new RangeError(`Stack ${levels} is not open here: the program is not well-formed.`)
  return name
}

export function generatorName(levels: number, scope: Scope): string {
  const name = scope.generators[levels]
  if (!name) throw new RangeError(`Generator ${levels} is not open here: the program is not well-formed.`)
  return name
}

function declare(node: ast.Declare, scope: Scope): el.Declare {
  const resources = node.resources.map((r, i) => {
    const made = resource(r, node.declaration, scope.names)
    return i === 0 && node.shadow && scope.nearest ? { ...made, variable: scope.nearest } : made
  })
  return { kind: 'declare', declaration: node.declaration, shadow: node.shadow, resources }
}

function resource(node: ast.Resource, declaration: ast.Declaration, names: Names): el.Resource {
  const name = names.resource()
  if (node.kind !== 'disposable') return { ...node, name, variable: name, declaration }
  const { carrier, methods } = node
  const active = declaration === 'using' || methods === 'sync' || methods === 'null-async' ? 'sync' : 'async'
  const acquire = isImmediate(node.enter) ? null : enter(node.enter, names)
  const release = exit(node.exit, names)
  return {
    kind: 'disposable',
    name,
    variable: name,
    declaration,
    carrier,
    methods,
    active,
    enter: acquire,
    exit: release,
  }
}

function isImmediate(node: ast.Enter): boolean {
  return node.checkpoints === 0 && node.outcome === 'entered'
}

function manager(node: ast.Manager, names: Names): el.Manager {
  return { name: names.resource(), value: names.value(), enter: enter(node.enter, names), exit: exit(node.exit, names) }
}

function enter(node: ast.Enter, names: Names): el.Enter {
  return { checkpoints: checkpoints(node.checkpoints, names), error: node.outcome === 'fails' ? names.error() : null }
}

function exit(node: ast.Exit, names: Names): el.Exit {
  const { outcome } = node
  const passed = checkpoints(node.checkpoints, names)
  return {
    checkpoints: passed,
    outcome,
    error: outcome === 'fails' || outcome === 'rejected' ? names.error() : null,
    pending: outcome === 'pending' ? names.checkpoint() : null,
  }
}

export function checkpoints(count: number, names: Names): string[] {
  return Array.from({ length: count }, () => names.checkpoint())
}

function stackEntry(node: ast.StackEntry, scope: Scope): el.StackEntry {
  const { names, actor } = scope
  switch (node.kind) {
    case 'use':
      return { kind: 'use', resource: resource(node.resource, 'await using', names), text: `${names.place(actor)}:` }
    case 'adopt': {
      const name = names.resource()
      return { kind: 'adopt', name, value: names.value(), exit: exit(node.exit, names), text: `${names.place(actor)}:` }
    }
    case 'defer':
    case 'callback':
    case 'reentrant':
      return { kind: node.kind, name: names.resource(), exit: exit(node.exit, names) }
    case 'enter':
    case 'push':
      return { kind: node.kind, manager: manager(node.manager, names), text: `${names.place(actor)}:` }
  }
}

function value(kind: ast.Value, names: Names): el.Value {
  switch (kind) {
    case 'none':
      return { kind }
    case 'rejected':
      return { kind, error: names.error() }
    case 'pending':
      return { kind, checkpoint: names.checkpoint() }
    default:
      return { kind, number: names.value() }
  }
}

function call(node: ast.Call, names: Names): el.Call {
  switch (node.kind) {
    case 'throw':
      return { kind: 'throw', error: names.error() }
    case 'next':
    case 'return':
      return { kind: node.kind, value: value(node.value, names) }
  }
}

function source(node: ast.Source, scope: Scope): el.Source {
  const { names } = scope
  switch (node.kind) {
    case 'generator':
      return { kind: 'generator', generator: routine(`gen${++names.generators}`, node.body, scope) }
    case 'shared':
      return { kind: 'shared', variable: generatorName(node.generator, scope) }
    case 'iterator': {
      const name = names.iterator()
      const steps = node.steps.map(kind => step(kind, names))
      const closing = node.close
      return {
        kind: 'iterator',
        name,
        steps,
        close: closing,
        checkpoint: closing === 'later' ? names.checkpoint() : null,
        error: closing === 'rejects' || closing === 'throws' ? names.error() : null,
      }
    }
    case 'sync': {
      const name = names.iterator()
      const steps = node.steps.map(kind => syncStep(kind, names))
      return { kind: 'sync', name, steps, close: node.close, error: node.close === 'throws' ? names.error() : null }
    }
  }
}

function step(kind: ast.Step, names: Names): el.Step {
  switch (kind) {
    case 'value':
      return { kind, number: names.value() }
    case 'later':
      return { kind, checkpoint: names.checkpoint(), number: names.value() }
    case 'rejects':
    case 'throws':
      return { kind, error: names.error() }
    case 'not an object':
      return { kind }
  }
}

function syncStep(kind: ast.SyncStep, names: Names): el.SyncStep {
  return kind === 'throws' ? { kind, error: names.error() } : { kind: 'value', value: value(syncValue[kind], names) }
}

const syncValue = { value: 'plain', fulfilled: 'fulfilled', pending: 'pending', rejected: 'rejected' } as const
