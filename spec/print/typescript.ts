import type * as el from '../program/elaborated.ts'
import { type Elaborated, statementsOf } from '../program/program.ts'
import { printClient } from './client.ts'
import { printFetching } from './fetching.ts'
import { printIterator, printSync } from './iterator.ts'
import { printPipeline } from './pipeline.ts'
import { capital, printManager, printResource } from './resource.ts'
import { closeDisposableStack, closeExitStack, registerOnDisposableStack, registerOnExitStack } from './stack.ts'
import { printValue } from './value.ts'
import { createWriter, type Writer } from './writer.ts'

/** Whose stacks a program holds: AsyncDisposableStack, or those of Python's shape. */
export type StackShape = 'disposable' | 'exit'

interface Out extends Writer {
  readonly stacks: StackShape
}

/** Lines of lists get longer than this only if one element does. */
const widest = 100

/**
 * Prints a program as a TypeScript programmer would write it (it is JavaScript as well: nothing needs a type).
 *
 * @returns the declaration of `async function main`, which refers to four free names: `log(text, ...values)`,
 * `checkpoint(name)`, a promise that the scheduler settles, `error(name)`, and `record(text, promise)`, which logs how
 * the promise settles and never rejects. Programs with brackets also refer to `bracket(manager, body)`, those with
 * stacks of Python's shape to `exitStack()` and to `asyncWith(stack, body)`, which does what `async with` does; pipelines
 * to the operators, `map(source, callback)` and so on, and to `source(name, …)`, a scripted source; those that fetch to
 * `fetchAll`, and those that hold responses to `client`, `session(name)`, `hold(manager, body)` and `piece(response)`.
 */
export function printTypeScript(program: Elaborated, stacks: StackShape = 'disposable'): string {
  if (program.form === 'pipeline') return printPipeline(program)
  if (program.form === 'fetching') return printFetching(program)
  if (program.form === 'client') return printClient(program)
  const out: Out = { ...createWriter(), stacks }
  printRoutine(out, 'async function main() ', statementsOf(program).main)
  return out.text()
}

function printRoutine(out: Out, head: string, routine: el.Routine): void {
  out.braces(head, () => printBlock(out, routine.body))
}

function printBlock(out: Out, block: el.Block): void {
  const declares = block.some(s => s.kind === 'declare')
  for (const [i, statement] of block.entries()) {
    printStatement(out, statement, i === block.length - 1 && !declares)
  }
}

/** `flat`: what opens a scope to its end may do without braces of its own. */
function printStatement(out: Out, node: el.Statement, flat: boolean): void {
  switch (node.kind) {
    case 'event':
      out.line(`log("${node.text}");`)
      return
    case 'checkpoint':
      out.line(`await checkpoint("${node.checkpoint}");`)
      return
    case 'raise':
      out.line(node.error ? `throw error("${node.error}");` : 'throw caught;')
      return
    case 'return':
      out.line(node.value.kind === 'none' ? 'return;' : `return ${printValue(node.value)};`)
      return
    case 'jump':
      out.line(`${node.jump}${node.label?.label ? ` ${node.label.label}` : ''};`)
      return
    case 'labelled':
      out.braces(label(node.label), () => printBlock(out, node.body))
      return
    case 'try':
      printTry(out, node)
      return
    case 'declare':
      printDeclare(out, node)
      return
    case 'with':
      printWith(out, node)
      return
    case 'repeat':
      printRepeat(out, node)
      return
    case 'for-of': {
      const head = `${label(node.label)}for ${node.await ? 'await ' : ''}(${node.declaration} item of [`
      const items = node.resources.map(r => printResource(out, r))
      out.braces(`${head}${items.join(', ')}]) `, () => printBlock(out, node.body))
      return
    }
    case 'for-await': {
      const source = printSource(out, node.source)
      out.braces(`${label(node.label)}for await (const value of ${source}) `, () => {
        out.line(`log("${node.text}", value);`)
        printBlock(out, node.body)
      })
      return
    }
    case 'yield': {
      const expression = `yield ${printValue(node.value)}`
      out.line(node.text ? `log("${node.text}", ${expression});` : `${expression};`)
      return
    }
    case 'delegate':
      out.line(`log("${node.text}", yield* ${printSource(out, node.source)});`)
      return
    case 'from-async':
      out.line(`log("${node.text}", await Array.fromAsync(${printSource(out, node.source)}));`)
      return
    case 'open':
      scoped(out, flat, () => {
        printRoutine(out, `async function* ${node.generator.actor}() `, node.generator)
        out.line(`const ${node.variable} = ${node.generator.actor}();`)
        printBlock(out, node.body)
      })
      return
    case 'request':
      out.line(`log("${node.text}", await ${printCall(node.variable, node.call)});`)
      return
    case 'burst':
      printAll(
        out,
        node.calls.map(({ text, call }) => `record("${text}", ${printCall(node.variable, call)})`),
      )
      return
    case 'concurrently':
      for (const branch of node.branches) printRoutine(out, `async function ${branch.actor}() `, branch)
      printAll(
        out,
        node.branches.map(({ actor }) => `record("${actor}", ${actor}())`),
      )
      return
    case 'stack':
      if (out.stacks === 'exit') printExitStack(out, node.stack, 'exitStack()', node.held, node.body, flat)
      else printDisposableStack(out, node.stack, 'new AsyncDisposableStack()', node.held, node.body, flat)
      return
    case 'move':
      if (out.stacks === 'exit') printExitStack(out, node.stack, `${node.from}.popAll()`, true, node.body, flat)
      else printDisposableStack(out, node.stack, `${node.from}.move()`, true, node.body, flat)
      return
    case 'close':
      if (out.stacks === 'exit') closeExitStack(out, node)
      else closeDisposableStack(out, node)
      return
    case 'register':
      if (out.stacks === 'exit') registerOnExitStack(out, node.stack, node.entry)
      else registerOnDisposableStack(out, node.stack, node.entry)
      return
    default:
      throw new RangeError(`TypeScript has no ${node.kind}: the program is one in Python.`)
  }
}

function printDisposableStack(
  out: Out,
  name: string,
  made: string,
  held: boolean,
  body: el.Block,
  flat: boolean,
): void {
  scoped(out, flat, () => {
    out.line(`${held ? 'await using' : 'const'} ${name} = ${made};`)
    printBlock(out, body)
  })
}

function printExitStack(out: Out, name: string, made: string, held: boolean, body: el.Block, flat: boolean): void {
  if (held) {
    out.braces(`await asyncWith(${made}, async (${name}) => `, () => printBlock(out, body), ');')
    return
  }
  scoped(out, flat, () => {
    out.line(`const ${name} = ${made};`)
    printBlock(out, body)
  })
}

function scoped(out: Out, flat: boolean, within: () => void): void {
  if (flat) within()
  else out.braces('', within)
}

/** Awaits all of some promises. */
function printAll(out: Out, promises: readonly string[]): void {
  const line = `await Promise.all([${promises.join(', ')}]);`
  if (line.length <= widest) out.line(line)
  else out.line(`await Promise.all([\n${promises.map(promise => `  ${promise},\n`).join('')}]);`)
}

function label({ label: name }: el.Label): string {
  return name ? `${name}: ` : ''
}

function printTry(out: Out, node: el.Try): void {
  const finalizer = node.finalizer
  out.braces('try ', () => printBlock(out, node.block))
  if (node.handler) {
    out.andBraces('catch (caught) ', () => {
      out.line(`log("${node.caught}", caught);`)
      printBlock(out, node.handler ?? [])
    })
  }
  if (finalizer) out.andBraces('finally ', () => printBlock(out, finalizer))
}

function printDeclare(out: Out, node: el.Declare): void {
  out.line(`${declaration(out, node)};`)
}

function declaration(out: Out, node: el.Declare): string {
  const bindings = node.resources.map(r => `${r.variable} = ${printResource(out, r)}`)
  return `${node.declaration} ${bindings.join(', ')}`
}

function printRepeat(out: Out, node: el.Repeat): void {
  const { head, times } = node
  if (!head) {
    out.braces(`${label(node.label)}for (let i = 0; i < ${times}; i++) `, () => printBlock(out, node.body))
    return
  }
  // With the resource's letter, so that two loops of one block do not declare the same; `if` and `in` are taken.
  const counter = `turn${capital(head.resources[0]?.name ?? '')}`
  out.line(`let ${counter} = 0;`)
  const held = declaration(out, head)
  out.braces(`${label(node.label)}for (${held}; ${counter} < ${times}; ${counter}++) `, () =>
    printBlock(out, node.body),
  )
}

function printWith(out: Out, node: el.With): void {
  for (const manager of node.managers) printManager(out, manager)
  const nest = (depth: number): void => {
    const { name } = node.managers[depth] as el.Manager
    const innermost = depth === node.managers.length - 1
    const open = depth === 0 ? `log("${node.text}", await bracket(` : 'return bracket('
    const within = (): void => {
      if (!innermost) nest(depth + 1)
      else {
        out.line(`log("${node.given}", value);`)
        printBlock(out, node.body)
      }
    }
    out.braces(`${open}${name}, async (${innermost ? 'value' : ''}) => `, within, depth === 0 ? '));' : ');')
  }
  nest(0)
}

/** Prints what must stand before the statement, and gives the expression. */
function printSource(out: Out, source: el.Source): string {
  switch (source.kind) {
    case 'generator':
      printRoutine(out, `async function* ${source.generator.actor}() `, source.generator)
      return `${source.generator.actor}()`
    case 'shared':
      return source.variable
    case 'iterator':
      printIterator(out, source)
      return source.name
    case 'sync':
      printSync(out, source)
      return source.name
  }
}

function printCall(variable: string, call: el.Call): string {
  return call.kind === 'throw'
    ? `${variable}.throw(error("${call.error}"))`
    : `${variable}.${call.kind}(${printValue(call.value)})`
}
