/** oxc's lowering and, in the `-min` variants, its minifier; `esnext-min` minifies what the engine runs itself. */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { minifySync } from 'oxc-minify'
import { type HelperMode, transformSync } from 'oxc-transform'
import { defineImplementation } from '../../harness/index.ts'

const require = createRequire(import.meta.url)

/** oxc inlines no helpers: a script has them from one global object, which `@oxc-project/runtime` fills. */
const globals = { babelHelpers: Object.fromEntries(helperFiles().map(file => [basename(file, '.js'), require(file)])) }

function helperFiles(): string[] {
  const folder = dirname(require.resolve('@oxc-project/runtime/helpers/usingCtx'))
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(folder, entry.name))
}

interface Result {
  readonly code: string
  readonly errors: readonly { readonly message: string }[]
}

/** oxc goes on after an error and gives what it could make of the rest. */
function codeOf({ code, errors }: Result): string {
  if (errors.length > 0) throw new SyntaxError(errors.map(({ message }) => message).join('\n'))
  return code
}

function lowerTo(target: string, source: string): string {
  const helpers = { mode: 'External' as HelperMode }
  return codeOf(transformSync('program.js', source, { sourceType: 'script', target, helpers }))
}

function minify(source: string): string {
  return codeOf(minifySync('program.js', source, { module: false }))
}

function lowering(target: string) {
  const lower = (source: string) => lowerTo(target, source)
  return { runs: 4500, language: { syntax: 'ecmascript', globals, lower } } as const
}

function minified(target: string) {
  const lower = (source: string) => minify(lowerTo(target, source))
  return { runs: 4500, language: { syntax: 'ecmascript', globals, lower } } as const
}

export default defineImplementation({
  name: 'oxc',
  version: JSON.parse(readFileSync(require.resolve('oxc-transform/package.json'), 'utf8')).version,
  homepage: 'https://oxc.rs',
  dialect: 'ecmascript',
  variants: {
    es2022: lowering('es2022'),
    es2017: lowering('es2017'),
    es2015: lowering('es2015'),
    'esnext-min': minified('esnext'),
    'es2022-min': minified('es2022'),
    'es2017-min': minified('es2017'),
  },
})
