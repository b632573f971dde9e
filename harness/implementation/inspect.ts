import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Dialect } from '../../spec/dialects/dialect.ts'
import type { SubjectKind } from '../../spec/rules/rule.ts'
import { describeThrown } from '../messages/describe-value.ts'
import { type Complaint, UsageError } from '../messages/usage-error.ts'

/** What can be said of an implementation without holding it: plain data. */
export interface Description {
  readonly name: string
  readonly version: string
  readonly dialect: Dialect
  readonly variant: string | null
  readonly subjects: readonly SubjectKind[]
  /** What to type to get this one alone. */
  readonly address: string
  /** The module, an absolute path. */
  readonly file: string
  /** The names of all variants of the module. */
  readonly variants: readonly string[]
}

/** What the worker answers with. */
export type Inspection =
  | { readonly found: readonly Description[] }
  | { readonly refused: readonly [Complaint, ...Complaint[]] }

/** An import that takes longer than this blocks: the only thing that it is measured by is the wall clock. */
const PATIENCE_SECONDS = 30
const MEMORY_MB = 2048

/**
 * Loads what IMPL stands for in a thread of its own and describes it, so that an adapter that blocks, exits, hangs or
 * changes globals when it is imported harms nothing here.
 */
export function inspect(
  typed: string,
  cwd: string,
  patience = PATIENCE_SECONDS,
  memory = MEMORY_MB,
): Promise<Description[]> {
  const url = new URL(`./inspect-worker${extname(import.meta.url)}`, import.meta.url)
  // What an adapter prints is shown when it is run, not when it is described.
  const resourceLimits = { maxOldGenerationSizeMb: memory }
  const worker = new Worker(url, { workerData: { typed, cwd }, stdout: true, stderr: true, resourceLimits })
  const { promise, resolve, reject } = Promise.withResolvers<Description[]>()
  const refuse = (got: string, fix: string) => reject(importingFailed(typed, got, fix))
  const alarm = setTimeout(() => {
    refuse(`nothing after ${patience} seconds`, 'look for a loop at the top level of the module')
  }, patience * 1000)

  worker.once('message', (inspection: Inspection) => {
    if ('found' in inspection) resolve([...inspection.found])
    else reject(new UsageError(...inspection.refused))
  })
  worker.once('error', (thrown: unknown) => {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
    if (code === 'ERR_WORKER_OUT_OF_MEMORY')
      refuse(`more than ${memory} MB in use`, 'look for a loop that keeps things')
    else refuse(`${describeThrown(thrown)}, which nobody caught`, 'catch it, or await it')
  })
  worker.once('exit', code => {
    refuse(
      `the end of its thread, with code ${code}, before it was ready`,
      'look for process.exit(), and for an await at the top level that never settles',
    )
  })
  return promise.finally(() => {
    clearTimeout(alarm)
    return worker.terminate()
  })
}

function importingFailed(typed: string, got: string, fix: string): UsageError {
  return new UsageError({
    what: `${typed} cannot be imported`,
    expected: 'a module that only builds the implementation',
    got,
    where: typed,
    fix,
  })
}
