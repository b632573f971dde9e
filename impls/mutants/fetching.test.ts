import { fetchingMutants } from './fetching/index.ts'
import { testKilling } from './killing.fixture.ts'

testKilling(fetchingMutants)
