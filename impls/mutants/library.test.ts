import { testKilling } from './killing.fixture.ts'
import { libraryMutants } from './library/index.ts'

testKilling(libraryMutants)
