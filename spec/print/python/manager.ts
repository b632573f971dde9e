import type { ClassManager, NotAManager, PythonEnter, PythonExit } from '../../program/python/elaborated.ts'
import { capital } from '../resource.ts'
import type { PythonWriter } from './writer.ts'

/** The name of the class, or of the function, that makes the manager. */
export function makerOf({ kind, name }: { readonly kind: string; readonly name: string }): string {
  return kind === 'function' ? `open_${name}` : capital(name)
}

const given = 'self, kind, thrown, traceback'

/** Prints the class of a manager. */
export function printClass(out: PythonWriter, manager: ClassManager): void {
  const { name, lookup, enter, exit } = manager
  const property = lookup === 'property'
  out.definition(false, () => {
    out.block(`class ${capital(name)}`, () => {
      if (lookup === 'instance') printInstance(out, name, ' decoy')
      const methods = property ? (['enter', 'exit'] as const) : (['__aenter__', '__aexit__'] as const)
      if (property) printProperties(out, name)
      out.block(`${keyword(enter)}def ${methods[0]}(self)`, () => printEnter(out, name, enter, manager.value))
      out.line('')
      out.block(`${keyword(exit)}def ${methods[1]}(${given})`, () => {
        printExit(out, exit, name, `log("${name} exit", *[thrown] if thrown else [])`, 'if thrown:')
      })
    })
  })
}

function keyword({ outcome }: PythonEnter | PythonExit): string {
  return outcome === 'not awaitable' ? '' : 'async '
}

/** Methods that are looked up on the object are not those that are called. */
function printInstance(out: PythonWriter, name: string, marked: string): void {
  out.block('def __init__(self)', () => {
    out.line('self.__aenter__ = self.other_enter')
    out.line('self.__aexit__ = self.other_exit')
  })
  out.line('')
  out.block('async def other_enter(self)', () => out.line(`log("${name} enter${marked}")`))
  out.line('')
  out.block('async def other_exit(self, *given)', () => out.line(`log("${name} exit${marked}")`))
  if (marked) out.line('')
}

function printProperties(out: PythonWriter, name: string): void {
  for (const [method, own] of [
    ['aenter', 'enter'],
    ['aexit', 'exit'],
  ]) {
    out.line('@property')
    out.block(`def __${method}__(self)`, () => {
      out.line(`log("${name} get ${method}")`)
      out.line(`return self.${own}`)
    })
    out.line('')
  }
}

function printEnter(out: PythonWriter, name: string, enter: PythonEnter, value: number): void {
  out.line(`log("${name} enter")`)
  for (const checkpoint of enter.checkpoints) out.line(`await checkpoint("${checkpoint}")`)
  if (enter.outcome === 'not awaitable') return
  if (enter.error) {
    out.line(`raise error("${enter.error}")`)
    return
  }
  out.line(`log("${name} entered")`)
  out.line(`return ${value}`)
}

/** Prints what an exit or a callback does; `whenGiven` is the condition that it was given an error. */
export function printExit(out: PythonWriter, exit: PythonExit, name: string, called: string, whenGiven: string): void {
  out.line(called)
  if (exit.outcome === 'not awaitable') return
  for (const checkpoint of exit.checkpoints) out.line(`await checkpoint("${checkpoint}")`)
  switch (exit.outcome) {
    case 'fails':
      out.line(`raise error("${exit.error}")`)
      return
    case 'bare':
      out.line('raise')
      return
    case 'again':
      out.block(whenGiven.slice(0, -1), () => out.line('raise thrown'))
      break
  }
  out.line(`log("${name} exited")`)
  if (exit.outcome === 'truthy') out.line('return True')
  if (exit.outcome === 'no truth') out.line('return NoTruth()')
}

/** Prints the class of something that is no asynchronous context manager. */
export function printNotAManager(out: PythonWriter, { name, value }: NotAManager): void {
  const method = (head: string, what: string): void => out.block(`${head})`, () => out.line(`log("${name} ${what}")`))
  out.definition(false, () => {
    out.block(`class ${capital(name)}`, () => {
      switch (value) {
        case 'instance':
          printInstance(out, name, '')
          return
        case 'sync':
          method('def __enter__(self', 'enter')
          out.line('')
          method('def __exit__(self, *given', 'exit')
          return
        case 'no exit':
          method('async def __aenter__(self', 'enter')
          return
        case 'no enter':
          method('async def __aexit__(self, *given', 'exit')
      }
    })
  })
}

/** Prints the class whose objects are neither true nor false. */
export function printNoTruth(out: PythonWriter): void {
  out.definition(false, () => {
    out.block('class NoTruth', () => out.block('def __bool__(self)', () => out.line('raise ValueError')))
  })
}
