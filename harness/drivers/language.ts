import { printTypeScript } from '../../spec/print/typescript.ts'
import type { Elaborated } from '../../spec/program/program.ts'
import type { Language } from '../implementation/implementation.ts'
import type { World } from '../world/world.ts'

/** The main task of a program, as the compiled text gives it. */
export type Main = (world: World) => Promise<unknown>

/** Compiles programs, all in one text. @throws what the compiler or the engine throws */
export async function compile(language: Language, programs: readonly Elaborated[]): Promise<Main[]> {
  return evaluate(await language.lower(textFor(programs)), language)
}

/** The text of programs as a compiler gets it. */
export function textFor(programs: readonly Elaborated[]): string {
  return programs.map(sourceOf).join('\n')
}

/** The text of one of them: a call that hands over its main function. */
function sourceOf(program: Elaborated): string {
  return `register(function (log, checkpoint, error, record) {\n${printTypeScript(program)}\nreturn main;\n});`
}

type Registered = (
  log: World['log'],
  checkpoint: World['checkpoint'],
  error: World['error'],
  record: World['record'],
) => () => Promise<unknown>

function evaluate(text: string, language: Language): Main[] {
  const mains: Main[] = []
  const register = (program: Registered): void => {
    mains.push(({ log, checkpoint, error, record }) => program(log, checkpoint, error, record)())
  }
  const globals = language.globals ?? {}
  new Function('register', ...Object.keys(globals), text)(register, ...Object.values(globals))
  return mains
}
