/** TypeScript's lowering: the compilers written in JavaScript (5.9, 6.0), the native one (7.0), and tslib's helpers. */
import * as tslib from 'tslib'
import { defineImplementation } from '../../harness/index.ts'
import { type Compiler, compilerIn } from './compiler.ts'
import { nativeVersion, runTsc } from './native.ts'
import { transpile } from './transpile.ts'

const ts59 = compilerIn('typescript-5.9')
const ts60 = compilerIn('typescript-6.0')

type Target = 'ES2022' | 'ES2017' | 'ES2015' | 'ES5'

function runsOf(target: Target): number {
  return target === 'ES5' ? 400 : 700
}

function inlined(ts: Compiler, target: Target) {
  const lower = (source: string) => transpile(ts, source, { target, module: 'ESNext' })
  return { version: ts.version, runs: runsOf(target), language: { syntax: 'ecmascript', lower } } as const
}

/** Helpers are imported by modules only; a CommonJS module can be evaluated as the body of a function all the same. */
function imported(target: Target) {
  const options = { target, module: 'CommonJS', importHelpers: true }
  const lower = (source: string) => transpile(ts60, `${source}\nexport {}`, options)
  const globals = { exports: {}, require: () => tslib }
  return { version: ts60.version, runs: runsOf(target), language: { syntax: 'ecmascript', lower, globals } } as const
}

function native(target: Exclude<Target, 'ES5'>) {
  const lower = (source: string) => runTsc(source, target)
  return { version: nativeVersion, runs: 1000, language: { syntax: 'ecmascript', lower } } as const
}

export default defineImplementation({
  name: 'typescript',
  homepage: 'https://www.typescriptlang.org',
  dialect: 'ecmascript',
  variants: {
    '5.9-es2022': inlined(ts59, 'ES2022'),
    '5.9-es2017': inlined(ts59, 'ES2017'),
    '5.9-es2015': inlined(ts59, 'ES2015'),
    '5.9-es5': inlined(ts59, 'ES5'),
    '6.0-es2022': inlined(ts60, 'ES2022'),
    '6.0-es2017': inlined(ts60, 'ES2017'),
    '6.0-es2015': inlined(ts60, 'ES2015'),
    '6.0-es5': inlined(ts60, 'ES5'),
    '7.0-es2022': native('ES2022'),
    '7.0-es2017': native('ES2017'),
    '7.0-es2015': native('ES2015'),
    'tslib-es2022': imported('ES2022'),
    'tslib-es2017': imported('ES2017'),
    'tslib-es5': imported('ES5'),
  },
})
