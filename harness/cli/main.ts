import { readFileSync } from 'node:fs'
import { catalogue } from '../../spec/rules/catalogue.ts'
import * as engine from '../campaign/run.ts'
import { renderCounterexample } from '../counterexample/render.ts'
import { inspect } from '../implementation/inspect.ts'
import { packageRoot } from '../implementation/package-root.ts'
import { styleFor } from '../report/style.ts'
import type { Services, Shell } from './context.ts'
import { run } from './program.ts'

/* The command line as it is run: `bin.js` imports this module. */

const { version } = JSON.parse(readFileSync(`${packageRoot()}/package.json`, 'utf8')) as { version: string }

const services: Services = {
  version,
  runtime: `node ${process.versions.node} ${process.platform} ${process.arch}`,
  rules: catalogue,
  engine,
  inspect,
  renderCounterexample,
}

const shell: Shell = {
  out: text => void process.stdout.write(text),
  err: text => void process.stderr.write(text),
  style: styleFor(process.stdout),
  env: process.env,
  terminal: process.stderr.isTTY ?? false,
  columns: process.stderr.columns ?? 120,
  cwd: process.cwd(),
  seconds: () => performance.now() / 1000,
}

// `aexit rules | head` closes the pipe before all has been written.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await run(process.argv.slice(2), { shell, services })
