import type { Enter, Exit, Manager, Resource } from '../program/elaborated.ts'
import { createWriter, type Writer } from './writer.ts'

/**
 * Gives the expression that makes a resource. One that takes time to acquire, or fails, gets a function `openX` of its
 * own, which is printed first.
 */
export function printResource(out: Writer, resource: Resource): string {
  switch (resource.kind) {
    case 'nullish':
      return resource.value
    case 'refused':
      return refused(resource)
    case 'disposable': {
      if (!resource.enter) return disposable(resource)
      const open = `open${capital(resource.name)}`
      const { enter, name } = resource
      out.braces(`async function ${open}() `, () => {
        printEnter(out, name, enter)
        if (!enter.error) out.line(`return ${disposable(resource)};`)
      })
      return `await ${open}()`
    }
  }
}

/** `A` of `a`: a part of a longer name. */
export function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}

function refused(resource: Resource & { kind: 'refused' }): string {
  switch (resource.value) {
    case 'no method':
      return '{}'
    case 'not callable':
      return `{ [Symbol.${resource.declaration === 'using' ? 'dispose' : 'asyncDispose'}]: 1 }`
    case 'primitive':
      return '1'
  }
}

type Disposable = Resource & { kind: 'disposable' }

function disposable(resource: Disposable): string {
  const instance = resource.carrier === 'instance'
  const separator = instance ? '' : ','
  const object = createWriter()
  object.braces('', () => {
    if (instance) object.line(`name = "${resource.name}";`)
    for (const kind of ['async', 'sync'] as const) printMethod(object, resource, kind, separator)
  })
  return carried(resource, object.text())
}

function carried(resource: Disposable, object: string): string {
  switch (resource.carrier) {
    case 'function':
      return `Object.assign(() => {}, ${object})`
    case 'instance':
      return `new (class ${object})()`
    case 'frozen':
      return `Object.freeze(${object})`
    default:
      return object
  }
}

function printMethod(out: Writer, resource: Disposable, kind: 'async' | 'sync', separator: string): void {
  const { methods, active, exit, name, carrier } = resource
  const key = kind === 'async' ? 'asyncDispose' : 'dispose'
  const nothing = kind === 'async' && methods === 'null-async'
  if (!nothing && methods !== kind && methods !== 'both' && !(kind === 'sync' && methods === 'null-async')) return
  const instance = carrier === 'instance'
  const called = instance ? 'log(this.name + " exit", ...arguments);' : `log("${name} exit");`
  const decoy = `log("${name} exit decoy");`
  const body = (): void => (kind === active ? printExitBody(out, name, exit, called) : out.line(decoy))
  const asyncMethod = kind === 'async' && (kind !== active || isAsync(exit)) ? 'async ' : ''
  if (carrier === 'getter') {
    out.braces(
      `get [Symbol.${key}]() `,
      () => {
        out.line(`log("${name} get ${key}");`)
        if (nothing) out.line('return null;')
        else out.braces(`return ${asyncMethod}() => `, body, ';')
      },
      separator,
    )
    return
  }
  if (nothing) out.line(instance ? `[Symbol.${key}] = null;` : `[Symbol.${key}]: null,`)
  else out.braces(`${asyncMethod}[Symbol.${key}]() `, body, separator)
}

/** Is the exit an async function, rather than one that returns what it must? */
function isAsync(exit: Exit): boolean {
  return exit.outcome !== 'rejected' && exit.outcome !== 'pending' && exit.outcome !== 'thenable'
}

/** Prints `before`, a callback with this exit, `after`. It records what it is given, unless that is the dialect's to say. */
export function printExit(
  out: Writer,
  before: string,
  name: string,
  exit: Exit,
  records: boolean,
  after: string,
): void {
  const head = `${before}${isAsync(exit) ? 'async ' : ''}(${records ? '...given' : ''}) => `
  const called = `log("${name} exit"${records ? ', ...given' : ''});`
  out.braces(head, () => printExitBody(out, name, exit, called), after)
}

function printExitBody(out: Writer, name: string, exit: Exit, called: string): void {
  out.line(called)
  for (const checkpoint of exit.checkpoints) out.line(`await checkpoint("${checkpoint}");`)
  switch (exit.outcome) {
    case 'fails':
      out.line(`throw error("${exit.error}");`)
      return
    case 'again':
      out.line('if (failure) throw failure.error;')
      break
    case 'rejected':
      out.line(`return Promise.reject(error("${exit.error}"));`)
      return
    case 'pending':
      out.line(`return checkpoint("${exit.pending}");`)
      return
    case 'thenable':
      out.line(`return { then(resolve) { log("${name} then"); resolve(); } };`)
      return
  }
  out.line(`log("${name} exited");`)
  if (exit.outcome === 'truthy') out.line('return true;')
}

function printEnter(out: Writer, name: string, enter: Enter): void {
  out.line(`log("${name} enter");`)
  for (const checkpoint of enter.checkpoints) out.line(`await checkpoint("${checkpoint}");`)
  out.line(enter.error ? `throw error("${enter.error}");` : `log("${name} entered");`)
}

/** Declares a manager: `{ enter, exit }`, as brackets and exit stacks take it. */
export function printManager(out: Writer, manager: Manager): void {
  const { name, enter, exit } = manager
  out.braces(
    `const ${name} = `,
    () => {
      out.braces(
        'async enter() ',
        () => {
          printEnter(out, name, enter)
          if (!enter.error) out.line(`return ${manager.value};`)
        },
        ',',
      )
      const called = `log("${name} exit", ...(failure ? [failure.error] : []));`
      out.braces('async exit(failure) ', () => printExitBody(out, name, exit, called), ',')
    },
    ';',
  )
}
