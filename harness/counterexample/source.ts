import { printTypeScript } from '../../spec/print/typescript.ts'
import type { Elaborated } from '../../spec/program/elaborated.ts'

/** The program of a counterexample, as a reader sees it. */
export function sourceFor(program: Elaborated): string {
  return printTypeScript(program)
}
