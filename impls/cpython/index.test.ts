import { test } from 'vitest'
import { conformance } from '../../harness/vitest/index.ts'
import { missing } from './python.fixture.ts'

if (missing) test.skip(missing)
else conformance((await import('./index.ts')).default, { runs: 500 })
