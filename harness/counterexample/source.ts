import { printFibers } from '../../spec/print/fibers.ts'
import { printPython } from '../../spec/print/python.ts'
import { printTypeScript } from '../../spec/print/typescript.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'

/** The program of a counterexample, as a reader sees it. */
export function sourceFor(program: Elaborated, subject: SubjectKind): string {
  if (program.form === 'fibers') return printFibers(program)
  if (subject === 'python') return printPython(program)
  return printTypeScript(program, subject === 'exitStack' ? 'exit' : 'disposable')
}
