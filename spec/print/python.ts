import type * as core from '../program/elaborated.ts'
import { type Elaborated, inStatements } from '../program/program.ts'
import type * as el from '../program/python/elaborated.ts'
import type { Gather } from '../program/tasks/elaborated.ts'
import { closesOver, yields } from './python/free.ts'
import { printIterator } from './python/iterator.ts'
import { makerOf, printClass, printExit, printNoTruth, printNotAManager } from './python/manager.ts'
import { createPythonWriter, type PythonWriter } from './python/writer.ts'

interface Out extends PythonWriter {
  /** How many handlers are around: each names the error that it has caught. */
  readonly handlers: number
}

/**
 * Prints a program as a Python programmer would write it: definitions at the top, those that refer to variables of a
 * function within it, `async def main()` last.
 *
 * @returns the text, which refers to these free names: `log(text, *values)`, `await checkpoint(name)`, `error(name)`,
 * `await record(text, awaitable)`, `await concurrently(task1, task2)`, `collect()`, `asynccontextmanager`, `aclosing` and
 * `AsyncExitStack` of contextlib, and `asyncio`: a program that has this name has to run on its event loop
 */
export function printPython(program: Elaborated): string {
  const out: Out = { ...createPythonWriter(), handlers: 0 }
  if (JSON.stringify(program).includes('"no truth"')) printNoTruth(out)
  out.block('async def main()', () => printBlock(out, inStatements(program).main.body))
  return `${out.text()}\n`
}

/** A function that has to be a generator is one by its yields, or by one that it never comes to. */
function printGenerator(out: Out, name: string, routine: core.Routine, decorator: string | null): void {
  out.definition(closesOver(routine), () => {
    if (decorator) out.line(`@${decorator}`)
    out.block(`async def ${name}()`, () => {
      printBlock({ ...out, handlers: 0 }, routine.body)
      if (yields(routine.body)) return
      out.line('return')
      out.line('yield')
    })
  })
}

function printTask(out: Out, routine: core.Routine): void {
  out.definition(closesOver(routine), () =>
    out.block(`async def ${routine.actor}()`, () => printBlock({ ...out, handlers: 0 }, routine.body)),
  )
}

function printBlock(out: Out, block: core.Block): void {
  for (const statement of block) printStatement(out, statement)
}

function printStatement(out: Out, node: core.Statement): void {
  switch (node.kind) {
    case 'event':
      out.line(`log("${node.text}")`)
      return
    case 'checkpoint':
      out.line(`await checkpoint("${node.checkpoint}")`)
      return
    case 'raise':
      out.line(node.error === null ? 'raise' : `raise error("${node.error}")`)
      return
    case 'raise-stop':
      out.line(`raise ${node.name}`)
      return
    case 'raise-caught':
      out.line(`raise ${caughtIn(out.handlers - 1 - node.levels)}`)
      return
    case 'raise-from':
      out.line(`raise error("${node.error}") from ${caughtIn(out.handlers - 1)}`)
      return
    case 'return':
      out.line(node.value.kind === 'plain' ? `return ${node.value.number}` : 'return')
      return
    case 'jump':
      out.line(node.jump)
      return
    case 'try':
      out.block('try', () => printBlock(out, node.block))
      out.block('finally', () => printBlock(out, node.finalizer ?? []))
      return
    case 'except':
      printExcept(out, node)
      return
    case 'repeat':
      out.block(`for i in range(${node.times})`, () => printBlock(out, node.body))
      return
    case 'async-with':
      printAsyncWith(out, node)
      return
    case 'yield': {
      const value = node.value.kind === 'plain' ? node.value.number : 'None'
      out.line(node.text ? `log("${node.text}", (yield ${value}))` : `yield ${value}`)
      return
    }
    case 'open':
      printGenerator(out, node.generator.actor, node.generator, null)
      out.line(`${node.variable} = ${node.generator.actor}()`)
      printBlock(out, node.body)
      return
    case 'ask': {
      const call = `${node.variable}.${printCall(node.call)}`
      out.line(node.records ? `await record("${node.text}", ${call})` : `log("${node.text}", await ${call})`)
      return
    }
    case 'async-for':
      printAsyncFor(out, node)
      return
    case 'comprehension': {
      const source = printSource(out, node.source)
      out.line(`log("${node.text}", [value async for value in ${source}])`)
      return
    }
    case 'concurrently':
      for (const branch of node.branches) printTask(out, branch)
      out.line(`await concurrently(${node.branches.map(({ actor }) => actor).join(', ')})`)
      return
    case 'collect':
      out.line('collect()')
      return
    case 'stack':
      printStack(out, node.stack, 'AsyncExitStack()', node.held, node.body)
      return
    case 'move':
      printStack(out, node.stack, `${node.from}.pop_all()`, true, node.body)
      return
    case 'close':
      out.line(`await ${node.stack}.aclose()`)
      out.line(`log("${node.text}")`)
      return
    case 'enlist':
      printEnlist(out, node.stack, node.entry)
      return
    case 'spawn': {
      const { routine, group } = node
      printTask(out, routine)
      out.line(`${node.task} = ${group ?? 'asyncio'}.create_task(${routine.actor}())`)
      printBlock(out, node.body)
      return
    }
    case 'cancel':
      out.line(`log("${node.text}", ${node.task ?? 'asyncio.current_task()'}.cancel())`)
      return
    case 'join':
      out.line(`log("${node.text}", await ${node.shield ? `asyncio.shield(${node.task})` : node.task})`)
      return
    case 'gather':
      printGather(out, node)
      return
    case 'group':
      out.block(`async with asyncio.TaskGroup() as ${node.group}`, () => printBlock(out, node.body))
      return
    case 'timeout':
      out.block(`async with asyncio.timeout(${node.seconds})`, () => printBlock(out, node.body))
      return
    case 'sleep':
      out.line(`await asyncio.sleep(${node.seconds})`)
      return
    default:
      throw new RangeError(`Python has no ${node.kind}: the program is not one of this language.`)
  }
}

function caughtIn(handlers: number): string {
  return handlers > 0 ? `caught${handlers + 1}` : 'caught'
}

function printGather(out: Out, { branches, exceptions, text }: Gather): void {
  for (const branch of branches) printTask(out, branch)
  const calls = branches.map(({ actor }) => `${actor}()`)
  if (exceptions) calls.push('return_exceptions=True')
  out.line(`log("${text}", await asyncio.gather(${calls.join(', ')}))`)
}

function printExcept(out: Out, node: el.Except): void {
  const { finalizer } = node
  const caught = caughtIn(out.handlers)
  out.block('try', () => printBlock(out, node.block))
  const catches = node.catches === 'CancelledError' ? 'asyncio.CancelledError' : node.catches
  out.block(`except ${catches} as ${caught}`, () => {
    out.line(`log("${node.caught}", ${caught})`)
    printBlock({ ...out, handlers: out.handlers + 1 }, node.handler)
  })
  if (finalizer) out.block('finally', () => printBlock(out, finalizer))
}

function printAsyncWith(out: Out, node: el.AsyncWith): void {
  for (const manager of node.managers) printManager(out, manager)
  const items = node.managers.map(manager => `${makerOf(manager)}() as ${manager.name}`)
  out.block(`async with ${items.join(', ')}`, () => {
    out.line(`log("${node.given}", ${node.managers.map(({ name }) => name).join(', ')})`)
    printBlock(out, node.body)
  })
}

function printManager(out: Out, manager: el.PythonManager): void {
  switch (manager.kind) {
    case 'class':
      printClass(out, manager)
      return
    case 'function':
      printGenerator(out, makerOf(manager), manager.routine, 'asynccontextmanager')
      return
    case 'not a manager':
      printNotAManager(out, manager)
  }
}

function printCall(call: el.AskCall): string {
  switch (call.kind) {
    case 'anext':
      return '__anext__()'
    case 'aclose':
      return 'aclose()'
    case 'asend':
      return `asend(${call.value ?? 'None'})`
    case 'athrow':
      return `athrow(${call.error ? `error("${call.error}")` : `${call.named}()`})`
  }
}

function printAsyncFor(out: Out, node: el.AsyncFor): void {
  const source = printSource(out, node.source)
  const loop = (from: string): void => {
    out.block(`async for value in ${from}`, () => {
      out.line(`log("${node.text}", value)`)
      printBlock(out, node.body)
    })
    const { otherwise } = node
    if (otherwise) out.block('else', () => printBlock(out, otherwise))
  }
  const { aclosing } = node
  if (aclosing) out.block(`async with aclosing(${source}) as ${aclosing}`, () => loop(aclosing))
  else loop(source)
}

/** Prints what must stand before the statement, and gives the expression. */
function printSource(out: Out, source: el.PythonSource): string {
  switch (source.kind) {
    case 'generator':
      printGenerator(out, source.routine.actor, source.routine, null)
      return `${source.routine.actor}()`
    case 'shared':
      return source.variable
    case 'iterator':
      return printIterator(out, source)
  }
}

function printStack(out: Out, name: string, made: string, held: boolean, body: core.Block): void {
  if (held) {
    out.block(`async with ${made} as ${name}`, () => printBlock(out, body))
    return
  }
  out.line(`${name} = ${made}`)
  printBlock(out, body)
}

function printEnlist(out: Out, stack: string, entry: el.PythonEntry): void {
  switch (entry.kind) {
    case 'enter':
      printManager(out, entry.manager)
      out.line(`log("${entry.text}", await ${stack}.enter_async_context(${makerOf(entry.manager)}()))`)
      return
    case 'push':
      printClass(out, entry.manager)
      out.line(`${stack}.push_async_exit(${makerOf(entry.manager)}())`)
      return
    case 'callback': {
      const { name, exit } = entry
      const callback = `exit_${name}`
      out.definition(false, () => {
        const head = `${exit.outcome === 'not awaitable' ? '' : 'async '}def ${callback}()`
        out.block(head, () => printExit(out, exit, name, `log("${name} exit")`, 'if False:'))
      })
      out.line(`${stack}.push_async_callback(${callback})`)
      return
    }
    case 'reentrant':
      printReentrant(out, stack, entry.name)
  }
}

function printReentrant(out: Out, stack: string, name: string): void {
  out.block(`async def exit_${name}()`, () => {
    out.line(`log("${name} exit")`)
    out.block(`async def again_${name}()`, () => out.line(`log("${name} again")`))
    out.line(`${stack}.push_async_callback(again_${name})`)
    out.line(`log("${name} exited")`)
  })
  out.line(`${stack}.push_async_callback(exit_${name})`)
}
