import { conformance } from '../../harness/vitest/index.ts'
import implementation from './index.ts'

conformance(implementation, { expectations: 'impls/swc/expectations.json', runs: 150 })
