import { test } from 'vitest'
import { missing, python } from '../cpython/python.fixture.ts'
import { asyncioMutants } from './asyncio/index.ts'
import { testKilling } from './killing.fixture.ts'

// What a task does, and that there is one, are two statements more than a program of one task has.
if (python) testKilling(asyncioMutants(python), 4)
else test.skip(`mutants of asyncio: ${missing}`)
