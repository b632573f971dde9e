import type * as el from '../program/elaborated.ts'
import { printIterator, printSync } from './iterator.ts'
import { printExit, printManager, printResource } from './resource.ts'
import { printValue } from './value.ts'
import { createWriter, type Writer } from './writer.ts'

/**
 * Prints a program as a TypeScript programmer would write it (it is JavaScript as well: nothing needs a type).
 *
 * @returns the declaration of `async function main`, which refers to four free names: `log(text, ...values)`,
 * `checkpoint(name)`, a promise that the scheduler settles, `error(name)`, and `record(text, promise)`, which logs how
 * the promise settles and never rejects; library subjects also to `bracket` and `exitStack`.
 */
export function printTypeScript(program: el.Elaborated): string {
  const out = createWriter()
  printRoutine(out, 'async function main() ', program.main)
  return out.text()
}

function printRoutine(out: Writer, head: string, routine: el.Routine): void {
  out.braces(head, () => printBlock(out, routine.body))
}

function printBlock(out: Writer, block: el.Block): void {
  const declares = block.some(s => s.kind === 'declare')
  for (const [i, statement] of block.entries()) {
    printStatement(out, statement, i === block.length - 1 && !declares)
  }
}

/** `flat`: what opens a scope to its end may do without braces of its own. */
function printStatement(out: Writer, node: el.Statement, flat: boolean): void {
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
    case 'burst': {
      const calls = node.calls.map(({ text, call }) => `record("${text}", ${printCall(node.variable, call)})`)
      out.line(`await Promise.all([${calls.join(', ')}]);`)
      return
    }
    case 'concurrently': {
      for (const branch of node.branches) printRoutine(out, `async function ${branch.actor}() `, branch)
      const calls = node.branches.map(({ actor }) => `record("${actor}", ${actor}())`)
      out.line(`await Promise.all([${calls.join(', ')}]);`)
      return
    }
    case 'stack':
      scoped(out, flat, () => {
        out.line(`${node.held ? 'await using' : 'const'} ${node.stack} = new AsyncDisposableStack();`)
        printBlock(out, node.body)
      })
      return
    case 'move':
      scoped(out, flat, () => {
        out.line(`await using ${node.stack} = ${node.from}.move();`)
        printBlock(out, node.body)
      })
      return
    case 'close': {
      const variable = `closing${node.text.split(' ')[1]}`
      const called = node.bad ? 'AsyncDisposableStack.prototype.disposeAsync.call({})' : `${node.stack}.disposeAsync()`
      out.line(`const ${variable} = ${called};`)
      out.line(`log("${node.text}");`)
      out.line(`await ${variable};`)
      return
    }
    case 'register':
      printRegister(out, node.stack, node.entry)
  }
}

function scoped(out: Writer, flat: boolean, within: () => void): void {
  if (flat) within()
  else out.braces('', within)
}

function label({ label: name }: el.Label): string {
  return name ? `${name}: ` : ''
}

function printTry(out: Writer, node: el.Try): void {
  const finalizer = node.finalizer
  out.braces('try ', () => printBlock(out, node.block))
  if (node.handler) {
    out.braces('catch (caught) ', () => {
      out.line(`log("${node.caught}", caught);`)
      printBlock(out, node.handler ?? [])
    })
  }
  if (finalizer) out.braces('finally ', () => printBlock(out, finalizer))
}

function printDeclare(out: Writer, node: el.Declare): void {
  out.line(`${declaration(out, node)};`)
}

function declaration(out: Writer, node: el.Declare): string {
  const bindings = node.resources.map(r => `${r.variable} = ${printResource(out, r)}`)
  return `${node.declaration} ${bindings.join(', ')}`
}

function printRepeat(out: Writer, node: el.Repeat): void {
  const { head, times } = node
  if (!head) {
    out.braces(`${label(node.label)}for (let i = 0; i < ${times}; i++) `, () => printBlock(out, node.body))
    return
  }
  const counter = `i${head.resources.map(r => r.name).join('')}`
  out.line(`let ${counter} = 0;`)
  const held = declaration(out, head)
  out.braces(`${label(node.label)}for (${held}; ${counter} < ${times}; ${counter}++) `, () =>
    printBlock(out, node.body),
  )
}

function printWith(out: Writer, node: el.With): void {
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
function printSource(out: Writer, source: el.Source): string {
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

function printRegister(out: Writer, stack: string, entry: el.StackEntry): void {
  switch (entry.kind) {
    case 'use': {
      const { variable } = entry.resource
      out.line(`const ${variable} = ${printResource(out, entry.resource)};`)
      out.line(`log("${entry.text}", ${stack}.use(${variable}) === ${variable});`)
      return
    }
    case 'adopt':
      printExit(out, `log("${entry.text}", ${stack}.adopt(${entry.value}, `, entry.name, entry.exit, '));')
      return
    case 'defer':
      printExit(out, `${stack}.defer(`, entry.name, entry.exit, ');')
      return
    case 'callback':
      printExit(out, `${stack}.callback(`, entry.name, entry.exit, ');')
      return
    case 'reentrant':
      out.braces(
        `${stack}.defer(() => `,
        () => {
          out.line(`log("${entry.name} exit");`)
          out.line(`${stack}.defer(() => log("${entry.name} again"));`)
          out.line(`log("${entry.name} exited");`)
        },
        ');',
      )
      return
    case 'enter':
      printManager(out, entry.manager)
      out.line(`log("${entry.text}", await ${stack}.enter(${entry.manager.name}));`)
      return
    case 'push':
      printManager(out, entry.manager)
      out.line(`${stack}.push(${entry.manager.name});`)
  }
}
