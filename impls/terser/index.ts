/** terser minifies what the engine runs itself. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { minify } from 'terser'
import { defineImplementation } from '../../harness/index.ts'

const manifest = createRequire(import.meta.url).resolve('terser/package.json')

export default defineImplementation({
  name: 'terser',
  version: JSON.parse(readFileSync(manifest, 'utf8')).version,
  homepage: 'https://terser.org',
  dialect: 'ecmascript',
  runs: 500,
  language: {
    syntax: 'ecmascript',
    lower: async source => (await minify(source, { module: false })).code ?? '',
  },
})
