import type * as core from '../../program/ast.ts'
import type * as ast from '../../program/python/ast.ts'

// Short ways to write programs in Python by hand, for tests of the model; the rest is in `../build.fixture.ts`.

export const program = (main: core.Block): core.Program => ({ kind: 'program', language: 'python', main })

export const raiseAgain: core.Raise = { kind: 'raise', again: true }
export const raiseCaught = (levels: number): ast.RaiseCaught => ({ kind: 'raise-caught', levels })
export const raiseFrom: ast.RaiseFrom = { kind: 'raise-from' }
export const raiseStop = (name: ast.RaiseStop['name']): ast.RaiseStop => ({ kind: 'raise-stop', name })
export const excepts = (
  block: core.Block,
  handler: core.Block,
  catches: ast.Except['catches'] = 'Exception',
): ast.Except => ({ kind: 'except', block, catches, handler, finalizer: null })

// Managers

const entered: ast.PythonEnter = { checkpoints: 0, outcome: 'entered' }
export const manager = (
  outcome: ast.PythonExit['outcome'],
  more: Partial<ast.ClassManager> = {},
): ast.ClassManager => ({ kind: 'class', lookup: 'type', enter: entered, exit: { checkpoints: 0, outcome }, ...more })
export const byFunction = (...body: core.Block): ast.FunctionManager => ({ kind: 'function', body })
export const noManager: ast.NotAManager = { kind: 'not a manager', value: 'sync' }
export const held = (managers: ast.PythonManager[], ...body: core.Block): ast.AsyncWith => ({
  kind: 'async-with',
  managers,
  body,
})

// Generators and loops

export const ask = (call: ast.AskCall, records = true): ast.Ask => ({ kind: 'ask', generator: 0, call, records })
export const anext: ast.Ask = ask({ kind: 'anext' })
export const aclose: ast.Ask = ask({ kind: 'aclose' })
export const athrow: ast.Ask = ask({ kind: 'athrow', error: 'error' })
export const asend = (value: 'none' | 'plain'): ast.Ask => ask({ kind: 'asend', value })
export const asyncFor = (
  source: ast.PythonSource,
  body: core.Block = [],
  more: Partial<ast.AsyncFor> = {},
): ast.AsyncFor => ({ kind: 'async-for', source, aclosing: false, body, otherwise: null, ...more })
export const generator = (...body: core.Block): ast.PythonSource => ({ kind: 'generator', body })
export const iterator = (steps: ast.PythonStep[], close: ast.PythonClose = 'answers'): ast.PythonSource => ({
  kind: 'iterator',
  steps,
  close,
})
export const comprehension = (source: ast.PythonSource): ast.Comprehension => ({ kind: 'comprehension', source })
export const collect: ast.Collect = { kind: 'collect' }

// Stacks

const enlist = (entry: ast.PythonEntry): ast.Enlist => ({ kind: 'enlist', stack: 0, entry })
export const enter = (one: ast.PythonManager): ast.Enlist => enlist({ kind: 'enter', manager: one })
export const push = (outcome: ast.PythonExit['outcome']): ast.Enlist =>
  enlist({ kind: 'push', manager: manager(outcome) })
export const callback = (outcome: ast.PythonExit['outcome']): ast.Enlist =>
  enlist({ kind: 'callback', exit: { checkpoints: 0, outcome } })
