import { conformance } from '../../harness/vitest/index.ts'
import implementation from './index.ts'

conformance(implementation, { expectations: 'impls/http-clients/expectations.json', runs: 200 })
