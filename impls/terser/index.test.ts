import { conformance } from '../../harness/vitest/index.ts'
import implementation from './index.ts'

conformance(implementation, { expectations: 'impls/terser/expectations.json', runs: 200 })
