/** The part of the compiler's API that is used: its enums are nominal, so that two versions share no type. */
export interface Compiler {
  readonly version: string
  transpileModule(source: string, options: object): { outputText: string; diagnostics?: readonly Diagnostic[] }
  flattenDiagnosticMessageText(text: Diagnostic['messageText'], newLine: string): string
}

interface Diagnostic {
  /** A text or a chain of texts: only the compiler needs to know. */
  readonly messageText: unknown
}

interface Options {
  readonly target: string
  readonly module: string
  readonly importHelpers?: boolean
}

/** Compiles one text without checking its types. The compiler reports errors and goes on: here they are thrown. */
export function transpile(ts: Compiler, source: string, options: Options): string {
  const compilerOptions = { ...options, ...(options.target === 'ES5' && downlevel(ts)) }
  const { outputText, diagnostics = [] } = ts.transpileModule(source, { compilerOptions, reportDiagnostics: true })
  if (diagnostics.length === 0) return outputText
  const messages = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  throw new SyntaxError(messages.join('\n'))
}

/** In ES5 iteration is a matter of an option; since 6.0 both are deprecated, which is an error unless it is ignored. */
function downlevel(ts: Compiler) {
  return { downlevelIteration: true, ...(!ts.version.startsWith('5.') && { ignoreDeprecations: '6.0' }) }
}
