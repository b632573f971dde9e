import type * as el from '../program/fibers/elaborated.ts'
import { createWriter } from './writer.ts'

type Out = ReturnType<typeof createWriter>

/**
 * Prints a program with structured concurrency as TypeScript for people: generator functions, and the operations of an
 * adapter's key `tasks` as free names.
 *
 * @returns the declaration of `function* main`, which also refers to `log(text, ...values)`, `checkpoint(name)`, a
 * promise that the scheduler fulfils, and `error(name)`
 */
export function printFibers({ main }: el.ElaboratedFibers): string {
  const out = createWriter()
  out.braces('function* main() ', () => printBlock(out, main.body))
  return out.text()
}

function printBlock(out: Out, block: el.Block): void {
  for (const node of block) printStatement(out, node)
}

function printStatement(out: Out, node: el.Statement): void {
  switch (node.kind) {
    case 'event':
      out.line(`log("${node.text}");`)
      return
    case 'checkpoint':
      out.line(`yield* wait(() => checkpoint("${node.checkpoint}"));`)
      return
    case 'raise':
      out.line(`yield* fail(${node.error === null ? 'caught' : `error("${node.error}")`});`)
      return
    case 'return':
      out.line(`return ${node.value};`)
      return
    case 'attempt':
      printCall(out, 'attempt', [
        ['function* () ', () => printBlock(out, node.block)],
        [
          'function* (caught) ',
          () => {
            out.line(`log("${node.caught}", caught);`)
            printBlock(out, node.handler)
          },
        ],
      ])
      return
    case 'ensure':
      printCall(out, 'ensure', [
        ['function* () ', () => printBlock(out, node.block)],
        ['function* () ', () => printBlock(out, node.finalizer)],
      ])
      return
    case 'hold':
      printCall(out, 'hold', [
        ['function* () ', () => printStep(out, node.name, node.enter, ['enter', 'entered'])],
        ['function* () ', () => printBlock(out, node.body)],
        ['function* () ', () => printStep(out, node.name, node.exit, ['exit', 'exited'])],
      ])
      return
    case 'spawn':
      printSpawn(out, node)
      return
    case 'cancel':
      out.line(`yield* cancel(${node.task});`)
      out.line(`log("${node.text}");`)
      return
    case 'join':
      out.line(`log("${node.text}", yield* join(${node.task}));`)
      return
    case 'all':
      printAll(out, node)
      return
    case 'timeout':
      printCall(out, `timeout`, [[`${node.seconds}, function* () `, () => printBlock(out, node.body)]])
      return
    case 'shield':
      printCall(out, 'shield', [['function* () ', () => printBlock(out, node.body)]])
      return
    case 'sleep':
      out.line(`yield* sleep(${node.seconds});`)
      return
  }
}

type Argument = readonly [head: string, body: () => void]

function printCall(out: Out, name: string, bodies: readonly Argument[]): void {
  for (const [i, [head, body]] of bodies.entries()) {
    const open = i === 0 ? `yield* ${name}(${head}` : head
    out.braces(open, body, i === bodies.length - 1 ? ');' : ',')
  }
}

function printSpawn(out: Out, { task, routine, body }: el.Spawn): void {
  out.braces(`const ${task} = yield* spawn(function* ${routine.actor}() `, () => printBlock(out, routine.body), ');')
  printBlock(out, body)
}

function printAll(out: Out, { branches, text }: el.All): void {
  for (const [i, { actor, body }] of branches.entries()) {
    const open = i === 0 ? `log("${text}", yield* all([function* ${actor}() ` : `function* ${actor}() `
    out.braces(open, () => printBlock(out, body), i === branches.length - 1 ? ']));' : ',')
  }
}

function printStep(out: Out, name: string, step: el.Step, [first, last]: readonly [string, string]): void {
  out.line(`log("${name} ${first}");`)
  for (const checkpoint of step.checkpoints) out.line(`yield* wait(() => checkpoint("${checkpoint}"));`)
  out.line(step.error === null ? `log("${name} ${last}");` : `yield* fail(error("${step.error}"));`)
}
