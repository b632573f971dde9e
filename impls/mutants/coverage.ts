import { writeFileSync } from 'node:fs'
import { coverageReport } from './coverage-report.ts'

/* npm run coverage: writes what is covered, and what is not, to fixtures/coverage.md. */

writeFileSync(new URL('../../fixtures/coverage.md', import.meta.url), coverageReport())
