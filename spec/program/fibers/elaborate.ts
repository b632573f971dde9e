import { Names } from '../elaborate.ts'
import type * as ast from './ast.ts'
import type * as el from './elaborated.ts'

interface Scope {
  readonly actor: string
  readonly names: Names
  /** Variables of the tasks at hand, the innermost first. */
  readonly tasks: readonly string[]
}

/** Gives every place of a program its name, as `elaborateStatements` does: `t1` is the task that runs `task1`. */
export function elaborateFibers(program: ast.FiberProgram): el.ElaboratedFibers {
  const scope: Scope = { actor: 'main', names: new Names(), tasks: [] }
  return { form: 'fibers', main: { actor: 'main', body: block(program.main, scope) } }
}

function block(body: ast.Block, scope: Scope): el.Block {
  return body.map(node => statement(node, scope))
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
      return { kind: 'return', value: names.value() }
    case 'attempt': {
      const tried = block(node.block, scope)
      return { kind: 'attempt', block: tried, caught: `${actor} caught`, handler: block(node.handler, scope) }
    }
    case 'ensure': {
      const tried = block(node.block, scope)
      return { kind: 'ensure', block: tried, finalizer: block(node.finalizer, scope) }
    }
    case 'hold': {
      const name = names.resource()
      const enter = step(node.enter, names)
      const exit = step(node.exit, names)
      return { kind: 'hold', name, enter, exit, body: block(node.body, scope) }
    }
    case 'spawn': {
      const number = ++names.tasks
      const routine = { actor: `task${number}`, body: block(node.task, { ...scope, actor: `task${number}` }) }
      const task = `t${number}`
      return { kind: 'spawn', task, routine, body: block(node.body, { ...scope, tasks: [task, ...scope.tasks] }) }
    }
    case 'cancel':
      return { kind: 'cancel', task: taskName(node.task, scope), text: names.place(actor) }
    case 'join':
      return { kind: 'join', task: taskName(node.task, scope), text: `${names.place(actor)}:` }
    case 'all': {
      const branches = node.branches.map(branch => {
        const own = `task${++names.tasks}`
        return { actor: own, body: block(branch, { ...scope, actor: own }) }
      })
      return { kind: 'all', branches, text: `${names.place(actor)}:` }
    }
    case 'timeout':
      return { kind: 'timeout', seconds: node.seconds, body: block(node.body, scope) }
    case 'shield':
      return { kind: 'shield', body: block(node.body, scope) }
    case 'sleep':
      return node
  }
}

function step({ checkpoints, outcome }: ast.Hold['enter'] | ast.Release, names: Names): el.Step {
  return {
    checkpoints: Array.from({ length: checkpoints }, names.checkpoint),
    error: outcome === 'fails' ? names.error() : null,
  }
}

function taskName(levels: number, { tasks }: Scope): string {
  const name = tasks[levels]
  if (!name) throw new RangeError(`Task ${levels} is not at hand here: the program is not well-formed.`)
  return name
}
