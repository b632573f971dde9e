import type * as el from '../program/elaborated.ts'
import { printExit, printManager, printResource } from './resource.ts'
import type { Writer } from './writer.ts'

type Close = el.StackStatement & { kind: 'close' }

/** What is recorded stands between the call and the await: the first disposer is called before disposeAsync returns. */
export function closeDisposableStack(out: Writer, { stack, bad, text }: Close): void {
  const variable = `closing${text.split(' ')[1]}`
  const called = bad ? 'AsyncDisposableStack.prototype.disposeAsync.call({})' : `${stack}.disposeAsync()`
  out.line(`const ${variable} = ${called};`)
  out.line(`log("${text}");`)
  out.line(`await ${variable};`)
}

export function closeExitStack(out: Writer, { stack, text }: Close): void {
  out.line(`await ${stack}.close();`)
  out.line(`log("${text}");`)
}

/** Registers on an AsyncDisposableStack. */
export function registerOnDisposableStack(out: Writer, stack: string, entry: el.StackEntry): void {
  switch (entry.kind) {
    case 'use': {
      const { resource } = entry
      const made = printResource(out, resource)
      const plain = resource.kind === 'nullish' || (resource.kind === 'refused' && resource.value === 'primitive')
      if (!plain) out.line(`const ${resource.variable} = ${made};`)
      const value = plain ? made : resource.variable
      out.line(`log("${entry.text}", ${stack}.use(${value}) === ${value});`)
      return
    }
    case 'adopt':
      printExit(out, `log("${entry.text}", ${stack}.adopt(${entry.value}, `, entry.name, entry.exit, true, '));')
      return
    case 'defer':
      printExit(out, `${stack}.defer(`, entry.name, entry.exit, true, ');')
      return
    case 'reentrant':
      printReentrant(out, `${stack}.defer(`, '', entry.name)
      return
    default:
      throw new RangeError(`AsyncDisposableStack has no ${entry.kind}: the program is not one of this shape.`)
  }
}

/** Registers on an exit stack of Python's shape. */
export function registerOnExitStack(out: Writer, stack: string, entry: el.StackEntry): void {
  switch (entry.kind) {
    case 'enter':
      printManager(out, entry.manager)
      out.line(`log("${entry.text}", await ${stack}.enter(${entry.manager.name}));`)
      return
    case 'push':
      printManager(out, entry.manager)
      out.line(`${stack}.push(${entry.manager.name});`)
      return
    case 'callback':
      printExit(out, `${stack}.callback(`, entry.name, entry.exit, false, ');')
      return
    case 'reentrant':
      printReentrant(out, `${stack}.callback(`, 'async ', entry.name)
      return
    default:
      throw new RangeError(`An exit stack has no ${entry.kind}: the program is not one of this shape.`)
  }
}

function printReentrant(out: Writer, register: string, modifier: string, name: string): void {
  out.braces(
    `${register}${modifier}() => `,
    () => {
      out.line(`log("${name} exit");`)
      out.line(`${register}${modifier}() => log("${name} again"));`)
      out.line(`log("${name} exited");`)
    },
    ');',
  )
}
