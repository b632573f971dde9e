import { readFileSync, writeFileSync } from 'node:fs'
import { coverageReport } from './coverage-report.ts'

/*
 * npm run coverage: writes what is covered, and what is not, to fixtures/coverage.md; with --check it only says whether
 * that is current.
 */

const file = new URL('../../fixtures/coverage.md', import.meta.url)
const report = coverageReport()
if (!process.argv.includes('--check')) writeFileSync(file, report)
else if (readFileSync(file, 'utf8') !== report) {
  console.error('fixtures/coverage.md is not current: npm run coverage writes it')
  process.exitCode = 1
}
