import { test } from 'vitest'
import { conformance } from '../../harness/vitest/index.ts'
import { missing } from './aiohttp.fixture.ts'

if (missing) test.skip(missing)
else {
  const expectations = 'impls/cpython-aiohttp/expectations.json'
  conformance((await import('./index.ts')).default, { runs: 15_000, expectations })
}
