/** TypeScript 7 is a native program that reads and writes files: one run for each text. */
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { version } from 'typescript-7.0'

const manifest = createRequire(import.meta.url).resolve('typescript-7.0/package.json')

/** The program itself: its `bin/tsc` is a script that starts Node to look for it, which takes longer than compiling. */
const { default: getExePath } = (await import(pathToFileURL(join(dirname(manifest), 'lib', 'getExePath.js')).href)) as {
  readonly default: () => string
}
const tsc = getExePath()

export const nativeVersion = version

/** Without a library these types are missed, and that would be reported like an error of syntax. */
const library = `interface Array<T> {} interface Boolean {} interface CallableFunction {} interface Function {}
interface IArguments {} interface NewableFunction {} interface Number {} interface Object {} interface RegExp {}
interface String {}`

// Nothing is type-checked, so only syntax can be refused. Looking for unused imports infers types all the same, and 7.0.2
// crashes where an async generator yields a value and a foreign thenable: verbatimModuleSyntax spares it the search.
const options = ['--noCheck', '--noLib', '--types', '', '--ignoreConfig', '--verbatimModuleSyntax', '--outDir', 'out']

/** Compiles one text. */
export async function runTsc(source: string, target: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'aexit-tsc-'))
  try {
    await writeFile(join(folder, 'library.d.ts'), library)
    await writeFile(join(folder, 'program.ts'), source)
    await run(['library.d.ts', 'program.ts', '--target', target, ...options], folder)
    return await readFile(join(folder, 'out', 'program.js'), 'utf8')
  } finally {
    await rm(folder, { recursive: true })
  }
}

function run(args: readonly string[], cwd: string): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(tsc, args, { cwd }, (error, stdout, stderr) => {
      if (error === null) resolve()
      else reject(new SyntaxError(stdout || stderr || error.message))
    })
  })
}
