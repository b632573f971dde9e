import { block, routine, type Scope } from '../elaborate.ts'
import type * as core from '../elaborated.ts'
import type * as ast from './ast.ts'

/** Names the places of statements about tasks: `task1` is the function, `t1` the task that runs it. */
export function taskStatement(node: ast.TaskStatement, scope: Scope): core.Statement {
  const { names, actor } = scope
  switch (node.kind) {
    case 'spawn': {
      const number = ++names.tasks
      const task = `t${number}`
      const body = routine(`task${number}`, node.task, scope)
      const interruption: core.Block = node.interrupted
        ? [
            { kind: 'sleep', seconds: 0 },
            { kind: 'cancel', task, text: `${names.place(actor)}:` },
          ]
        : []
      const within = block(node.body, { ...scope, tasks: [task, ...scope.tasks] })
      const group = node.group === null ? null : named(scope.groups, node.group, 'Group')
      return { kind: 'spawn', task, group, routine: body, body: [...interruption, ...within] }
    }
    case 'cancel': {
      const task = node.task === null ? null : named(scope.tasks, node.task, 'Task')
      return { kind: 'cancel', task, text: `${names.place(actor)}:` }
    }
    case 'join': {
      const { shield } = node
      return { kind: 'join', task: named(scope.tasks, node.task, 'Task'), shield, text: `${names.place(actor)}:` }
    }
    case 'gather': {
      const { exceptions } = node
      const branches = node.branches.map(branch => routine(`task${++names.tasks}`, branch, scope))
      return { kind: 'gather', branches, exceptions, text: `${names.place(actor)}:` }
    }
    case 'group': {
      const group = `group${++names.groups}`
      return { kind: 'group', group, body: block(node.body, { ...scope, groups: [group, ...scope.groups] }) }
    }
    case 'timeout':
      return { kind: 'timeout', seconds: node.seconds, body: block(node.body, scope) }
    case 'sleep':
      return node
  }
}

function named(names: readonly string[], levels: number, what: string): string {
  const name = names[levels]
  if (!name) throw new RangeError(`${what} ${levels} is not at hand here: the program is not well-formed.`)
  return name
}
