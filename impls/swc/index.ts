/** swc's lowering and, in the `-min` variants, its minifier. No target leaves `using` to the engine. */
import { type JscTarget, type Options, transform, version } from '@swc/core'
import { defineImplementation } from '../../harness/index.ts'

function variant(target: JscTarget, minify: boolean, runs: number) {
  const options: Options = {
    configFile: false,
    swcrc: false,
    isModule: false,
    minify,
    jsc: {
      target,
      parser: { syntax: 'ecmascript', explicitResourceManagement: true },
      ...(minify && { minify: { compress: true, mangle: true } }),
    },
  }
  const lower = async (source: string) => (await transform(source, options)).code
  return { runs, language: { syntax: 'ecmascript', lower } } as const
}

export default defineImplementation({
  name: 'swc',
  version,
  homepage: 'https://swc.rs',
  dialect: 'ecmascript',
  variants: {
    es2022: variant('es2022', false, 3000),
    es2017: variant('es2017', false, 2000),
    es2015: variant('es2015', false, 2000),
    es5: variant('es5', false, 2000),
    'es2022-min': variant('es2022', true, 3000),
    'es2017-min': variant('es2017', true, 2000),
  },
})
