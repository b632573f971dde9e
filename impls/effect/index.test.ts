import { conformance } from '../../harness/vitest/index.ts'
import implementation from './index.ts'

conformance(implementation, { expectations: 'impls/effect/expectations.json', runs: 500 })
