/**
 * Babel with preset-env, for an engine that lacks disposal only (Node 20), one that lacks async generators too
 * (Chrome 55), and one that has no generators (Internet Explorer 11).
 */
import { transformAsync, version } from '@babel/core'
import presetEnv from '@babel/preset-env'
import { defineImplementation } from '../../harness/index.ts'

function variant(targets: Readonly<Record<string, number>>, runs: number) {
  const lower = async (source: string) => {
    const result = await transformAsync(source, {
      configFile: false,
      babelrc: false,
      sourceType: 'script',
      // What is chosen unasked depends on the length of the text, and warns.
      compact: false,
      presets: [[presetEnv, { targets, modules: false }]],
    })
    return result?.code ?? ''
  }
  return { runs, language: { syntax: 'ecmascript', lower } } as const
}

export default defineImplementation({
  name: 'babel',
  version,
  homepage: 'https://babeljs.io',
  dialect: 'ecmascript',
  variants: {
    node20: variant({ node: 20 }, 1000),
    chrome55: variant({ chrome: 55 }, 250),
    ie11: variant({ ie: 11 }, 100),
  },
})
