import { conformance } from '../../harness/vitest/index.ts'
import implementation from './index.ts'

conformance(implementation, { expectations: 'impls/fetch-with-libraries/expectations.json', runs: 300 })
