import type { Compiler } from './compiler.ts'

interface Options {
  readonly target: string
  readonly module: string
  readonly importHelpers?: boolean
}

/** Compiles one text without checking its types. The compiler reports errors and goes on: here they are thrown. */
export function transpile(compiler: Compiler, source: string, options: Options): string {
  const ts = compiler.load()
  const compilerOptions = { ...options, ...(options.target === 'ES5' && downlevel(compiler)) }
  const { outputText, diagnostics = [] } = ts.transpileModule(source, { compilerOptions, reportDiagnostics: true })
  if (diagnostics.length === 0) return outputText
  const messages = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  throw new SyntaxError(messages.join('\n'))
}

/** In ES5 iteration is a matter of an option; since 6.0 both are deprecated, which is an error unless it is ignored. */
function downlevel({ version }: Compiler) {
  return { downlevelIteration: true, ...(!version.startsWith('5.') && { ignoreDeprecations: '6.0' }) }
}
