/** esbuild's lowering and, in the `-min` variants, its minifier; `esnext-min` minifies what the engine runs itself. */
import { transform, version } from 'esbuild'
import { defineImplementation } from '../../harness/index.ts'

function variant(target: string, minify: boolean) {
  const lower = async (source: string) => (await transform(source, { target, minify, logLevel: 'silent' })).code
  return { language: { syntax: 'ecmascript', lower } } as const
}

export default defineImplementation({
  name: 'esbuild',
  version,
  homepage: 'https://esbuild.github.io',
  dialect: 'ecmascript',
  runs: 3000,
  variants: {
    es2022: variant('es2022', false),
    es2017: variant('es2017', false),
    es2015: variant('es2015', false),
    'esnext-min': variant('esnext', true),
    'es2022-min': variant('es2022', true),
    'es2017-min': variant('es2017', true),
  },
})
