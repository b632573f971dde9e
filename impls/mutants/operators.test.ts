import { testKilling } from './killing.fixture.ts'
import { operatorMutants } from './operators/index.ts'

testKilling(operatorMutants, 4)
