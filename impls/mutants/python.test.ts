import { test } from 'vitest'
import { missing } from '../cpython/python.fixture.ts'
import { testKilling } from './killing.fixture.ts'
import { pythonMutants } from './python/index.ts'

if (missing) test.skip(missing)
else testKilling(pythonMutants)
