import { readFile } from 'node:fs/promises'
import { loadPyodide } from 'pyodide'
import type { PythonLanguage } from '../../harness/index.ts'

/** The driver's `observe`: a batch in, traces out, both as JSON. */
type Observe = (request: string) => string

const driver = new URL('../cpython/driver.py', import.meta.url)

let observe: Promise<Observe> | null = null

/** Runs batches in this process; Python is loaded with the first one, which takes some seconds. */
export const evaluate: PythonLanguage['evaluate'] = async batch => {
  observe ??= load()
  try {
    const run = await observe
    return JSON.parse(run(JSON.stringify(batch.map(({ source, schedule }) => [source, schedule])))).traces
  } catch (thrown) {
    // What has failed once may be broken: the next batch gets a new one.
    observe = null
    throw thrown
  }
}

async function load(): Promise<Observe> {
  const ignore = () => {}
  const [pyodide, source] = await Promise.all([
    // What programs print goes nowhere.
    loadPyodide({ stdout: ignore, stderr: ignore }),
    readFile(driver, 'utf8'),
  ])
  const module = pyodide.globals.get('dict')()
  pyodide.runPython(source, { globals: module, filename: 'driver.py' })
  module.get('prepare')()
  return module.get('observe')
}
