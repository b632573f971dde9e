import { block, checkpoints, generatorName, type Names, routine, type Scope, stackName, target } from '../elaborate.ts'
import type * as core from '../elaborated.ts'
import type * as ast from './ast.ts'
import type * as el from './elaborated.ts'

/** Names the places of what only programs in Python have. */
export function pythonStatement(node: ast.PythonStatement, scope: Scope): core.Statement {
  const { names, actor } = scope
  switch (node.kind) {
    case 'raise-stop':
    case 'raise-caught':
      return node
    case 'raise-from':
      return { kind: 'raise-from', error: names.error() }
    case 'except':
      return {
        kind: 'except',
        block: block(node.block, scope),
        catches: node.catches,
        caught: `${actor} caught`,
        handler: block(node.handler, scope),
        finalizer: node.finalizer && block(node.finalizer, scope),
      }
    case 'async-with': {
      const managers = node.managers.map(m => manager(m, scope))
      return { kind: 'async-with', managers, given: `${names.place(actor)}:`, body: block(node.body, scope) }
    }
    case 'ask': {
      const variable = generatorName(node.generator, scope)
      return {
        kind: 'ask',
        variable,
        call: call(node.call, names),
        text: `${names.place(actor)}:`,
        records: node.records,
      }
    }
    case 'async-for':
      return target(true, scope, (inner, label) => {
        const from = source(node.source, scope)
        const aclosing = node.aclosing ? `source${++names.sources}` : null
        const text = `${names.place(actor)}:`
        const body = block(node.body, inner)
        const otherwise = node.otherwise && block(node.otherwise, scope)
        return { kind: 'async-for', label, source: from, aclosing, text, body, otherwise }
      })
    case 'comprehension':
      return { kind: 'comprehension', source: source(node.source, scope), text: `${names.place(actor)}:` }
    case 'collect':
      return { kind: 'collect' }
    case 'enlist':
      return { kind: 'enlist', stack: stackName(node.stack, scope), entry: entry(node.entry, scope) }
  }
}

function manager(node: ast.PythonManager, scope: Scope): el.PythonManager {
  const { names } = scope
  const name = names.resource()
  switch (node.kind) {
    case 'class':
      return classManager(node, name, names)
    case 'function':
      return { kind: 'function', name, routine: routine(name, node.body, scope) }
    case 'not a manager':
      return { kind: 'not a manager', name, value: node.value }
  }
}

function classManager(node: ast.ClassManager, name: string, names: Names): el.ClassManager {
  const { lookup } = node
  return {
    kind: 'class',
    name,
    lookup,
    value: names.value(),
    enter: enter(node.enter, names),
    exit: exit(node.exit, names),
  }
}

function enter({ outcome, checkpoints: count }: ast.PythonEnter, names: Names): el.PythonEnter {
  return { checkpoints: checkpoints(count, names), outcome, error: outcome === 'fails' ? names.error() : null }
}

function exit({ outcome, checkpoints: count }: ast.PythonExit, names: Names): el.PythonExit {
  return { checkpoints: checkpoints(count, names), outcome, error: outcome === 'fails' ? names.error() : null }
}

function call(node: ast.AskCall, names: Names): el.AskCall {
  switch (node.kind) {
    case 'anext':
    case 'aclose':
      return { kind: node.kind }
    case 'asend':
      return { kind: 'asend', value: node.value === 'none' ? null : names.value() }
    case 'athrow':
      return node.error === 'error'
        ? { kind: 'athrow', error: names.error(), named: null }
        : { kind: 'athrow', error: null, named: node.error }
  }
}

function source(node: ast.PythonSource, scope: Scope): el.PythonSource {
  const { names } = scope
  switch (node.kind) {
    case 'generator':
      return { kind: 'generator', routine: routine(`gen${++names.generators}`, node.body, scope) }
    case 'shared':
      return { kind: 'shared', variable: generatorName(node.generator, scope) }
    case 'iterator':
      return {
        kind: 'iterator',
        name: names.iterator(),
        steps: node.steps.map(kind => step(kind, names)),
        close: node.close,
        checkpoint: node.close === 'later' ? names.checkpoint() : null,
        error: node.close === 'fails' ? names.error() : null,
      }
  }
}

function step(kind: ast.PythonStep, names: Names): el.PythonStep {
  switch (kind) {
    case 'value':
      return { kind, number: names.value() }
    case 'later':
      return { kind, checkpoint: names.checkpoint(), number: names.value() }
    case 'fails':
      return { kind, error: names.error() }
  }
}

function entry(node: ast.PythonEntry, scope: Scope): el.PythonEntry {
  const { names, actor } = scope
  switch (node.kind) {
    case 'enter':
      return { kind: 'enter', manager: manager(node.manager, scope), text: `${names.place(actor)}:` }
    case 'push':
      return { kind: 'push', manager: classManager(node.manager, names.resource(), names) }
    case 'callback':
      return { kind: 'callback', name: names.resource(), exit: exit(node.exit, names) }
    case 'reentrant':
      return { kind: 'reentrant', name: names.resource() }
  }
}
