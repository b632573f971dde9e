import { createRequire } from 'node:module'

/** The part of a compiler's API that is used: its enums are nominal, so that two versions share no type. */
export interface CompilerApi {
  transpileModule(source: string, options: object): { outputText: string; diagnostics?: readonly Diagnostic[] }
  flattenDiagnosticMessageText(text: Diagnostic['messageText'], newLine: string): string
}

interface Diagnostic {
  /** A text or a chain of texts: only the compiler needs to know. */
  readonly messageText: unknown
}

/** A compiler that is written in JavaScript. */
export interface Compiler {
  readonly version: string
  /** Each takes as long to load as all else together, and a variant needs one of them. */
  readonly load: () => CompilerApi
}

const require = createRequire(import.meta.url)

export function compilerIn(packageName: string): Compiler {
  const { version } = require(`${packageName}/package.json`) as { readonly version: string }
  return { version, load: () => require(packageName) as CompilerApi }
}
