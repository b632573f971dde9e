import { conformance } from '../../harness/vitest/index.ts'
import implementation from './index.ts'

conformance(implementation, { runs: 500 })
