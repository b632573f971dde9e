import { conformance } from '../../harness/vitest/index.ts'
import implementation from './index.ts'

conformance(implementation, { expectations: 'impls/iter-tools/expectations.json', runs: 500 })
