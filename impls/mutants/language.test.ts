import { testKilling } from './killing.fixture.ts'
import { languageMutants } from './language/index.ts'

testKilling(languageMutants)
