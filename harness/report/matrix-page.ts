import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { catalogue } from '../../spec/rules/catalogue.ts'
import { readExpectations } from '../expectations/read.ts'
import { inspect } from '../implementation/inspect.ts'
import { readResults } from '../results/read.ts'
import { formatMatrix, type Listed } from './matrix.ts'

/*
 * npm run matrix: checks every implementation of impls/ and writes the verdicts, with what is listed as failing, to
 * fixtures/matrix.md. It takes some minutes; what stands behind `npm run matrix --` is passed on to aexit check.
 */

export const matrixFile = new URL('../../fixtures/matrix.md', import.meta.url)

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The folders of impls/ that hold what is checked; mutants are what checks the suite. */
export function implementationFolders(): string[] {
  return readdirSync(join(root, 'impls'), { withFileTypes: true })
    .filter(entry => entry.isDirectory() && entry.name !== 'mutants')
    .map(({ name }) => name)
    .sort()
}

async function listedFor(folder: string): Promise<Listed> {
  const file = join('impls', folder, 'expectations.json')
  if (!existsSync(join(root, file))) return { implementation: folder, expectations: [] }
  const variants = (await inspect(folder, root)).flatMap(({ variant }) => variant ?? [])
  const rules = catalogue.map(({ id }) => id)
  return { implementation: folder, expectations: readExpectations(file, root, { rules, variants }) }
}

if (import.meta.main) {
  const folders = implementationFolders()
  const scratch = mkdtempSync(join(tmpdir(), 'aexit-matrix-'))
  const results = join(scratch, 'results.jsonl')
  const limits = process.argv.slice(2)
  const { status } = spawnSync(process.execPath, ['bin.js', 'check', ...folders, '--json', results, ...limits], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const listed: Listed[] = []
  for (const folder of folders) listed.push(await listedFor(folder))
  const command = ['npm run matrix', ...(limits.length > 0 ? ['--', ...limits] : [])].join(' ')
  const about = `Written by \`${command}\`: seed 1 and the default number of cases of each implementation, unless it says otherwise.`
  writeFileSync(
    matrixFile,
    `# Verdicts of all implementations\n\n${about}\n\n${formatMatrix(readResults(results), listed)}`,
  )
  rmSync(scratch, { recursive: true })
  process.exitCode = status ?? 2
}
